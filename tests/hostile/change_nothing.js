// What is clicked here and there sends nothing to the site, but for previews, which are to be seen.
(() => {
  const isHarmless = (method, address) =>
    /^(get|head)$/i.test(method ?? "get") || /\/preview\/|\/editing-sessions\//.test(address);

  const fetch = window.fetch;
  window.fetch = (asked, options) =>
    isHarmless(options?.method ?? asked.method, String(asked.url ?? asked))
      ? fetch(asked, options)
      : Promise.reject(new TypeError("nothing is changed here"));

  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (isHarmless(method, String(address))) return open.call(this, method, address, ...rest);
    throw new TypeError("nothing is changed here");
  };

  HTMLFormElement.prototype.submit = () => {};
  navigator.sendBeacon = () => true;
})();
