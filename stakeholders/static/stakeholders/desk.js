// What is written at the desk stays on the phone until the site has it. Without this script the
// form works as any form does; with it nothing is lost while there is no line.
(async () => {
  const member = document.querySelector("[data-member]").dataset.member;
  const form = document.getElementById("write");
  const line = document.getElementById("line");
  const typed = ["title", "text", "shows", "date", "language", "committee"];
  const drafts = "desk-draft-";
  const again = 30000; // how often, in milliseconds, it is tried while there are posts to send
  const longest = 1600; // pixels of a photo's longer side

  // What is kept -----------------------------------------------------------------

  const store = (mode, use) => new Promise((resolve, reject) => {
    const opening = indexedDB.open("desk", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("posts", { keyPath: "number" });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      try {
        const change = opening.result.transaction("posts", mode);
        const asked = use(change.objectStore("posts"));
        change.oncomplete = () => { opening.result.close(); resolve(asked.result); };
        change.onabort = () => reject(change.error);
      } catch (error) { reject(error); }
    };
  });
  const all = () => store("readonly", (posts) => posts.getAll());
  const mine = async () => (await all()).filter((post) => post.member === member);
  const keep = (post) => store("readwrite", (posts) => posts.put(post));
  const drop = (number) => store("readwrite", (posts) => posts.delete(number));
  const draft = (value) => {
    try {
      if (value === undefined) return JSON.parse(localStorage.getItem(drafts + member) || "{}");
      if (value) localStorage.setItem(drafts + member, JSON.stringify(value));
      else localStorage.removeItem(drafts + member);
    } catch { /* no place for drafts: the form itself keeps them */ }
    return {};
  };

  // What others left on this phone is theirs, and is not shown.
  try {
    for (const post of await all()) if (post.member !== member) await drop(post.number);
    Object.keys(localStorage).filter((key) => key.startsWith(drafts) && key !== drafts + member)
      .forEach((key) => localStorage.removeItem(key));
  } catch {
    return; // no place to keep anything: the form is sent as it is
  }
  if (!form) return;

  // What became of each ------------------------------------------------------------

  const told = new Map(); // by number: [post, word]
  const tell = (post, word) => {
    if (told.get(post.number)?.[1] === word) return;
    told.set(post.number, [post, word]);
    line.replaceChildren(...[...told.values()].map(([one, state]) => {
      const item = document.createElement("li");
      const title = document.createElement("bdi");
      title.textContent = one.fields.title;
      item.append(title, document.createElement("br"), line.dataset[state], " ");
      if (state === "sent") {
        const list = document.createElement("a");
        list.href = location.pathname;
        list.textContent = line.dataset.list;
        item.append(list);
      }
      if (state === "refused") {
        item.append((one.reasons || []).join(" "), " ");
        const button = document.createElement("button");
        button.textContent = line.dataset.take;
        button.addEventListener("click", () => take(one));
        item.append(button);
      }
      return item;
    }));
  };

  // Writing --------------------------------------------------------------------------

  const fields = () => Object.fromEntries(
    typed.filter((name) => form.elements[name]).map((name) => [name, form.elements[name].value]));
  const fill = (values) => Object.entries(values).forEach(([name, value]) => {
    if (form.elements[name]) form.elements[name].value = value;
  });
  const empty = () => { form.reset(); fill({ title: "", text: "", shows: "" }); };
  const fresh = () => crypto.randomUUID ? crypto.randomUUID()
    : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (sign) =>
      (sign ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> sign / 4).toString(16));
  let taken = null; // the number of a refused post that is being changed
  const take = (post) => {
    fill(post.fields);
    if (post.photo) {
      const files = new DataTransfer();
      files.items.add(new File([post.photo], "photo.jpg", { type: post.photo.type }));
      form.elements.photo.files = files.files;
    }
    taken = post.number;
    draft(fields());
    form.elements.title.focus();
  };
  if (!form.elements.title.value && !form.elements.text.value) fill(draft());
  form.addEventListener("input", () => draft(fields()));

  // Looking at it ----------------------------------------------------------------------

  const smaller = async (file) => {
    try {
      const picture = await createImageBitmap(file);
      const share = Math.min(1, longest / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * share);
      canvas.height = Math.round(picture.height * share);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
      return { blob: blob || file, canvas };
    } catch {
      return { blob: file }; // the site says what is wrong with it
    }
  };

  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    const file = form.elements.photo.files[0];
    const photo = file ? await smaller(file) : {};
    const panel = document.getElementById("look").content.firstElementChild.cloneNode(true);
    const part = (name) => panel.querySelector(`[data-${name}]`);
    const values = fields();
    const language = form.elements.language;
    part("title").textContent = values.title;
    part("text").textContent = values.text;
    part("text").style.whiteSpace = "pre-line";
    part("title").lang = part("text").lang = values.language;
    const day = new Date(`${values.date}T12:00`);
    part("facts").textContent = day.toLocaleDateString(document.documentElement.lang,
      { dateStyle: "long" }) + " · " + language.selectedOptions[0].textContent;
    if (photo.canvas) {
      photo.canvas.style.maxWidth = "100%";
      photo.canvas.setAttribute("role", "img");
      photo.canvas.setAttribute("aria-label", values.shows);
      const caption = document.createElement("figcaption");
      caption.textContent = values.shows;
      panel.querySelector("figure").append(photo.canvas, caption);
    }
    const leave = (to) => {
      panel.remove();
      form.hidden = isLooking = false;
      to.focus();
    };
    part("back").addEventListener("click", () => leave(form.elements.title));
    panel.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      event.submitter.disabled = true;
      const post = { number: fresh(), member, fields: values, photo: photo.blob };
      try {
        await keep(post);
      } catch {
        form.submit(); // no place to keep it: the site asks the questions once more
        return;
      }
      if (taken) {
        await drop(taken);
        told.delete(taken);
        taken = null;
      }
      draft(null);
      empty();
      send();
      leave(line.parentElement);
    });
    form.hidden = true;
    form.after(panel);
    panel.querySelector("h2").focus();
  };

  form.addEventListener("submit", (event) => {
    if (form.elements.kept.value) return; // its photo lies on the site already
    event.preventDefault();
    form.elements.shows.required = form.elements.photo.files.length > 0;
    if (form.reportValidity()) look();
  });

  // Sending ------------------------------------------------------------------------------

  let isSending = false;
  const send = async () => {
    if (isSending) return;
    isSending = true;
    try {
      for (const post of await mine()) {
        if (post.refused) {
          tell(post, "refused");
          continue;
        }
        if (!told.has(post.number)) tell(post, "sends");
        const word = await sendOne(post);
        if (word === "sent") await drop(post.number);
        if (word === "refused") await keep(Object.assign(post, { refused: true }));
        tell(post, word || "waits");
        if (!word) break; // there is no line
      }
    } finally {
      isSending = false;
    }
  };
  // What became of it, or nothing where there is no line.
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
      if (answer.redirected) return "door";
      if (answer.status === 422) post.reasons = (await answer.json()).reasons;
      return { 201: "sent", 403: "again", 422: "refused" }[answer.status] || "waits";
    } catch {
      return "";
    }
  };

  addEventListener("online", send);
  setInterval(send, again);
  send();
})();
