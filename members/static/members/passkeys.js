// Say what went wrong with a passkey where people see it; stock, it is said in the console only.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey-failed").hidden = false;
});
