// Touch everything in this window as a hand would, then read what stands there a second time.
//
// Nothing is changed on the site and the page is not left: links are followed and forms are sent
// only where that would run a script.
async () => {
  const RUNS = /^(javascript|data|vbscript):$/;
  const runs = (address) => {
    try {
      return RUNS.test(new URL(address, "https://example.org").protocol);
    } catch {
      return false;
    }
  };
  const addressOf = (link) =>
    link.href?.animVal ?? link.getAttribute("href") ?? link.getAttribute("xlink:href");

  const stay = (view) => {
    view.addEventListener("click", (event) => {
      const link = event.composedPath().find((node) => /^(a|area)$/i.test(node.localName ?? ""));
      if (link && !runs(addressOf(link))) event.preventDefault();
    });
    view.addEventListener("submit", (event) => {
      const sent = event.submitter?.getAttribute("formaction") ?? event.target.getAttribute("action");
      if (!runs(sent)) event.preventDefault();
    });
  };

  // Buttons whose scripts lead elsewhere; a script in an address is no such way.
  navigation.addEventListener("navigate", (event) => event.preventDefault());

  const CLICKED = "a, area, button, summary, label, input, [role=button], [tabindex]";
  // An editor has hundreds of buttons that do the same, and some make more of them.
  const CLICKS_OF_A_KIND = 3;
  const clicks = {};
  const isToBeClicked = (element) => {
    const sent = element.getAttribute("formaction") ?? element.form?.getAttribute("action");
    if (runs(addressOf(element)) || runs(sent) || element.hasAttribute("onclick")) return true;
    const kind = `${element.localName} ${element.getAttribute("class")} ${element.title}`;
    clicks[kind] = (clicks[kind] ?? 0) + 1;
    return clicks[kind] <= CLICKS_OF_A_KIND;
  };

  const touch = (document) => {
    for (const element of document.querySelectorAll("*")) {
      for (const name of ["mouseover", "mouseenter", "focus"]) {
        element.dispatchEvent(new MouseEvent(name));
      }
      for (const { name } of [...element.attributes]) {
        if (/^on\w/i.test(name)) element.dispatchEvent(new Event(name.slice(2).toLowerCase()));
      }
      if (element.matches(CLICKED) && isToBeClicked(element)) {
        element.removeAttribute("target"); // opens here, where we look
        element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      }
      if (element.localName === "details") element.open = !element.open;
    }
  };

  // What the first reading has written, read anew. In a frame, where scripts of the page are not
  // in the way.
  const readAgain = (document) => {
    if (!(document instanceof document.defaultView.HTMLDocument) || !document.body) return null;
    const frame = document.createElement("iframe");
    document.documentElement.append(frame);
    frame.contentWindow.fire = window.fire;
    stay(frame.contentWindow);
    const told = document.querySelector("main") ?? document.body;
    frame.contentDocument.body.innerHTML = told.innerHTML;
    return frame;
  };

  const windowsIn = (view) => {
    const found = [view];
    for (let i = 0; i < view.frames.length; i++) {
      try {
        if (view.frames[i].document.documentElement) found.push(...windowsIn(view.frames[i]));
      } catch {
        // of another origin: it has run already, or never will
      }
    }
    return found;
  };
  const moment = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  const views = windowsIn(window);
  for (const view of views) {
    stay(view);
    touch(view.document);
  }
  await moment(30);
  const frames = views.map((view) => view.document && readAgain(view.document)).filter(Boolean);
  for (const frame of frames) if (frame.contentDocument) touch(frame.contentDocument);
  await moment(50);
  for (const frame of frames) frame.remove();
}
