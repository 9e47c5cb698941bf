import type { CreatedDocument, DocumentPage } from "./answers.ts";
import { HttpDocument, type Once } from "./document.ts";
import { Requests, type Cancel, type HttpOptions } from "./requests.ts";

/** Documents of a Stet server without a WebSocket. */
export class StetHttp {
  readonly #requests: Requests;

  /** @param server its address, such as `https://example.org`, with whatever path it is served below */
  constructor(server: string | URL, options: HttpOptions = {}) {
    this.#requests = new Requests(server, options);
  }

  /** The document of this name, whether there is one or not. */
  document(id: string): HttpDocument {
    return new HttpDocument(this.#requests, id);
  }

  /**
   * A page of the documents that one may read, in the order of their names.
   *
   * @param page.after those whose names come after this one
   * @param page.limit 1 to 1,000; 100 if absent
   * @param page.deleted whether deleted ones are among them
   */
  list({ signal, ...query }: { readonly after?: string; readonly limit?: number; readonly deleted?: boolean } & Cancel = {}): Promise<DocumentPage> {
    return this.#requests.json("GET", ["documents"], { query, signal });
  }

  /**
   * Creates a document.
   *
   * @param options.id its name; the server makes one up if absent
   * @param options.docType `text` if absent
   * @param options.content of the form of the type
   * @param options.key under which a document with name and content is made once, however often that is sent
   */
  create({ key, signal, ...document }: { readonly id?: string; readonly docType?: string; readonly content?: unknown } & Once = {}): Promise<CreatedDocument> {
    return this.#requests.json("POST", ["documents"], { headers: { "Idempotency-Key": key }, json: document, signal });
  }

  /** What the server can do, as OpenAPI. */
  describe({ signal }: Cancel = {}): Promise<unknown> {
    return this.#requests.json("GET", ["openapi.json"], { signal });
  }
}
