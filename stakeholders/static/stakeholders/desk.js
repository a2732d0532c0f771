// What is written at the desk stays on the phone until the site has it. Without this script the
// form works as any form does; with it nothing is lost while there is no line.
(async () => {
  const form = document.getElementById("write");
  const line = document.getElementById("line");
  if (!form || !window.indexedDB) return;
  const member = form.dataset.member;
  const draft = "desk-draft-" + member;
  const typed = ["title", "text", "shows", "date", "language", "committee"];
  const again = 30000; // how often, in milliseconds, it is tried while there are posts to send
  const longest = 1600; // pixels of a photo's longer side

  const store = (mode, use) => new Promise((resolve, reject) => {
    const opening = indexedDB.open("desk", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("posts", { keyPath: "number" });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const change = opening.result.transaction("posts", mode);
      const asked = use(change.objectStore("posts"));
      change.oncomplete = () => { opening.result.close(); resolve(asked.result); };
      change.onabort = () => reject(change.error);
    };
  });
  const waiting = () => store("readonly", (posts) => posts.getAll());

  // What somebody else left on this phone is theirs, and is not shown.
  try {
    const posts = await waiting();
    if (posts.some((post) => post.member !== member)) await store("readwrite", (all) => all.clear());
  } catch {
    return; // no place to keep anything: the form is sent as it is
  }
  Object.keys(localStorage).filter((key) => key.startsWith("desk-draft-") && key !== draft)
    .forEach((key) => localStorage.removeItem(key));

  const say = async (word) => {
    const posts = await waiting();
    line.hidden = !word;
    line.textContent = line.dataset[word] || "";
    posts.forEach((post) => {
      const title = document.createElement("bdi");
      title.textContent = post.fields.title;
      line.append(document.createElement("br"), title);
    });
  };

  // Drafts ---------------------------------------------------------------------

  const fields = () => Object.fromEntries(
    typed.filter((name) => form.elements[name]).map((name) => [name, form.elements[name].value]));
  const fill = (values) => Object.entries(values).forEach(([name, value]) => {
    if (form.elements[name]) form.elements[name].value = value;
  });
  if (!form.elements.title.value && !form.elements.text.value) {
    fill(JSON.parse(localStorage.getItem(draft) || "{}"));
  }
  form.addEventListener("input", () => localStorage.setItem(draft, JSON.stringify(fields())));

  // Looking at it --------------------------------------------------------------

  const smaller = async (file) => {
    try {
      const picture = await createImageBitmap(file);
      const share = Math.min(1, longest / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * share);
      canvas.height = Math.round(picture.height * share);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
      return { blob, canvas };
    } catch {
      return { blob: file }; // the site says what is wrong with it
    }
  };

  const look = async () => {
    const file = form.elements.photo.files[0];
    const photo = file ? await smaller(file) : {};
    const panel = document.getElementById("look").content.firstElementChild.cloneNode(true);
    const values = fields();
    panel.querySelector("[data-title]").textContent = values.title;
    panel.querySelector("[data-text]").textContent = values.text;
    panel.querySelector("[data-text]").style.whiteSpace = "pre-line";
    if (photo.canvas) {
      photo.canvas.style.maxWidth = "100%";
      panel.querySelector("figure").append(photo.canvas);
    }
    const leave = () => { panel.remove(); form.hidden = false; };
    panel.querySelector("[data-back]").addEventListener("click", leave);
    panel.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      const kept = form.elements.kept.value;
      await store("readwrite", (posts) => posts.put(
        { number: number(), member, fields: { ...values, kept }, photo: photo.blob }));
      localStorage.removeItem(draft);
      form.reset();
      fill({ title: "", text: "", shows: "", kept: "" });
      leave();
      send();
    });
    form.hidden = true;
    form.after(panel);
    panel.querySelector("h2").focus();
  };
  const number = () => crypto.randomUUID ? crypto.randomUUID()
    : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (sign) =>
      (sign ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> sign / 4).toString(16));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.elements.photo.files.length && !form.elements.shows.value.trim()) {
      form.elements.shows.required = true;
      form.reportValidity();
      return;
    }
    look();
  });

  // Sending --------------------------------------------------------------------

  let isSending = false;
  const send = async () => {
    if (isSending) return;
    isSending = true;
    let word = "";
    for (const post of await waiting()) {
      await say("sends");
      word = await sendOne(post);
      if (word === "waits" || word === "door") break;
      await store("readwrite", (posts) => posts.delete(post.number));
    }
    isSending = false;
    if (word) await say(word);
  };
  const sendOne = async (post) => {
    const data = new FormData();
    Object.entries(post.fields).forEach(([name, value]) => data.set(name, value));
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set("number", post.number);
    data.set("checked", "on");
    if (post.photo) data.set("photo", post.photo, "photo.jpg");
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(location.pathname, { method: "POST", body: data, headers });
      if (answer.status === 201) return "sent";
      if (answer.status === 422) {
        fill(post.fields);
        if (post.photo) {
          const files = new DataTransfer();
          files.items.add(new File([post.photo], "photo.jpg"));
          form.elements.photo.files = files.files;
        }
        return "refused";
      }
      return answer.redirected || answer.status === 403 ? "door" : "waits";
    } catch {
      return "waits";
    }
  };

  addEventListener("online", send);
  setInterval(send, again);
  send();
})();
