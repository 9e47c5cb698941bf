/** A server made of the description of the API: it answers what is described, and refuses requests that are not. */
import { readFileSync } from "node:fs";

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly minimum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: "query" | "header" | "path";
  readonly schema: Schema;
}

interface Answer {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, { readonly schema: Schema }>>;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, Answer>>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

const FILE = "../server/src/main/resources/dev/stet/server/transport/api/openapi.json";
const METHODS = ["get", "put", "post", "delete"];
/** Headers that any request may have. */
const ANYWHERE = ["accept", "authorization", "content-type", "stet-share"];

/** What was asked. */
export interface Seen {
  readonly operationId: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
}

export class DescribedApi {
  readonly #description = JSON.parse(readFileSync(FILE, "utf8")) as Description;
  readonly seen: Seen[] = [];

  /** The ids of all operations. */
  get operations(): string[] {
    return Object.values(this.#description.paths).flatMap((path) => METHODS.flatMap((method) => path[method]?.operationId ?? []));
  }

  /** The last request. */
  get last(): Seen {
    const last = this.seen.at(-1);
    if (last === undefined) throw new Error("nothing was asked");
    return last;
  }

  /** In the place of fetch. */
  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const operation = this.#find(request.method === "HEAD" ? "GET" : request.method, url.pathname);
    const body = await request.text();
    this.seen.push({ operationId: operation.operationId, url, headers: request.headers, body });
    const parameters = (operation.parameters ?? []).map((each) => this.#resolve<Parameter>(each));
    for (const [name, value] of url.searchParams) this.#require(fits(this, parameters.find((each) => each.in === "query" && each.name === name)?.schema, queried(value)), `query ${name}=${value}`, operation);
    for (const name of request.headers.keys()) {
      this.#require(ANYWHERE.includes(name) || parameters.some((each) => each.in === "header" && each.name.toLowerCase() === name), `header ${name}`, operation);
    }
    if (body !== "") {
      const type = request.headers.get("content-type") ?? "";
      this.#require(fits(this, operation.requestBody?.content[type]?.schema, type === "application/json" ? JSON.parse(body) : body), `body ${body} of ${type}`, operation);
    }
    return this.#answer(operation, request.headers.get("accept") ?? "*/*");
  };

  schema(schema: Schema): Schema {
    return this.#resolve(schema);
  }

  /** A value of a schema, with every property it may have. */
  example(reference: Schema): unknown {
    const schema = this.#resolve<Schema>(reference);
    if (schema.enum !== undefined) return schema.enum[0];
    switch (schema.type) {
      case "object":
        return schema.additionalProperties === undefined
          ? Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, each]) => [name, this.example(each)]))
          : { ada: this.example(schema.additionalProperties) };
      case "array":
        return schema.items === undefined ? [] : [this.example(schema.items)];
      case "integer":
        return (schema.minimum ?? 0) + 7;
      case "boolean":
        return true;
      case "string":
        return schema.format === "date-time" ? "2026-11-21T12:00:00Z" : "let it stand";
      default:
        return ["anything"];
    }
  }

  #find(method: string, path: string): Operation {
    for (const [template, operations] of Object.entries(this.#description.paths)) {
      const pattern = new RegExp(`^${template.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`);
      const operation = operations[method.toLowerCase()];
      if (operation === undefined || !pattern.test(path)) continue;
      const shared = (operations["parameters"] ?? []) as unknown as readonly Parameter[];
      return { ...operation, parameters: [...shared, ...(operation.parameters ?? [])] };
    }
    throw new Error(`no such operation is described: ${method} ${path}`);
  }

  #answer({ responses }: Operation, accept: string): Response {
    const [status, reference] = Object.entries(responses).find(([status]) => status.startsWith("2")) as [string, Answer];
    const answer = this.#resolve<Answer>(reference);
    const headers = new Headers(Object.entries(answer.headers ?? {}).map(([name, { schema }]) => [name, String(this.example(schema))]));
    const media = answer.content === undefined ? undefined : accept in answer.content ? accept : Object.keys(answer.content)[0];
    if (media === undefined) return new Response(null, { status: Number(status), headers });
    headers.set("Content-Type", `${media};charset=utf-8`);
    const value = this.example(answer.content?.[media]?.schema as Schema);
    const text = media.endsWith("json") ? JSON.stringify(value) : String(value);
    return new Response(media.endsWith("ndjson") ? `${text}\n${text}\n` : text, { status: Number(status), headers });
  }

  #resolve<T extends { readonly $ref?: string }>(value: T): T {
    if (value.$ref === undefined) return value;
    const [, , kind, name] = value.$ref.split("/") as [string, string, string, string];
    return this.#resolve(this.#description.components[kind]?.[name] as T);
  }

  #require(holds: boolean, what: string, operation: Operation): void {
    if (!holds) throw new Error(`the description does not have it: ${what} of ${operation.operationId}`);
  }
}

function queried(value: string): unknown {
  return /^\d+$/.test(value) ? Number(value) : value === "true" || value === "false" ? value === "true" : value;
}

/** Whether a value is one of a schema, and has nothing that is not described. */
function fits(api: DescribedApi, reference: Schema | undefined, value: unknown): boolean {
  if (reference === undefined) return false;
  const schema = api.schema(reference);
  if (schema.enum !== undefined) return schema.enum.includes(value as string);
  if (schema.type === undefined) return true;
  if (schema.type === "array") return Array.isArray(value) && value.every((each) => fits(api, schema.items ?? {}, each));
  if (schema.type === "integer") return Number.isInteger(value);
  if (schema.type !== "object") return typeof value === schema.type;
  if (typeof value !== "object" || value === null) return false;
  const fields = Object.entries(value);
  return fields.every(([name, each]) => fits(api, schema.properties?.[name] ?? schema.additionalProperties, each)) && (schema.required ?? []).every((name) => name in value);
}
