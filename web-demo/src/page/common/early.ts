/** Runs before the page is painted, so that it never flashes in the other theme. Imports nothing: it is no module. */
try {
  const theme = /^"(light|dark)"$/.exec(localStorage.getItem("stet.theme") ?? "")?.[1];
  if (theme !== undefined) document.documentElement.dataset["theme"] = theme;
} catch (error) {
  console.info("stet: this browser stores nothing", error);
}
