/** Whether a key would write or remove text, if one may: a shortcut does not, and a letter of a word that is composed is told in another way. */
export function isTextKey({ key, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || isComposing) return false;
  return [...key].length === 1 || key === "Enter" || key === "Backspace" || key === "Delete";
}
