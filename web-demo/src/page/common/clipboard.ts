/** Puts a text on the clipboard; returns whether the browser allowed it. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    console.info("stet: the browser does not let us copy", error);
    return false;
  }
}
