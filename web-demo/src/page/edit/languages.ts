/** The languages a text can be shown in. Each is a chunk of its own, fetched when somebody chooses it. */
import type { Extension } from "@codemirror/state";

export interface Language {
  /** Names it in addresses. */
  readonly name: string;
  readonly label: string;
  /** The extension of a file's name. */
  readonly suffix: string;
  /** Fetches what the editor needs to show it. */
  load(): Promise<Extension>;
}

/** What is read and written as prose. */
export const PLAIN: Language = { name: "", label: "Plain text", suffix: "txt", load: () => Promise.resolve([]) };

export const LANGUAGES: readonly Language[] = [
  PLAIN,
  { name: "javascript", label: "JavaScript", suffix: "js", load: async () => (await import("@codemirror/lang-javascript")).javascript({ jsx: true }) },
  { name: "typescript", label: "TypeScript", suffix: "ts", load: async () => (await import("@codemirror/lang-javascript")).javascript({ typescript: true }) },
  { name: "java", label: "Java", suffix: "java", load: async () => (await import("@codemirror/lang-java")).java() },
  { name: "python", label: "Python", suffix: "py", load: async () => (await import("@codemirror/lang-python")).python() },
  { name: "markdown", label: "Markdown", suffix: "md", load: async () => (await import("@codemirror/lang-markdown")).markdown() },
  { name: "html", label: "HTML", suffix: "html", load: async () => (await import("@codemirror/lang-html")).html() },
  { name: "css", label: "CSS", suffix: "css", load: async () => (await import("@codemirror/lang-css")).css() },
  { name: "json", label: "JSON", suffix: "json", load: async () => (await import("@codemirror/lang-json")).json() },
  { name: "sql", label: "SQL", suffix: "sql", load: async () => (await import("@codemirror/lang-sql")).sql() },
];

/** Returns the language of this name; plain text if there is none. */
export function languageNamed(name: string): Language {
  return LANGUAGES.find((language) => language.name === name) ?? PLAIN;
}
