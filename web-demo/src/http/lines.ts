import { badAnswer } from "./problem.ts";
import { unreachable } from "./requests.ts";

/**
 * The values of an answer that has one of JSON in each line, as they come. Whoever stops early gives the rest of the answer up.
 * Throws an HttpProblem if the answer breaks off.
 */
export async function* jsonLines<T>(answer: Response, signal?: AbortSignal): AsyncGenerator<T, void, undefined> {
  const reader = (answer.body ?? new Response("").body)?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) return;
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await read(reader, signal);
      if (done) break;
      const lines = (rest + value).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) yield parsed<T>(line, answer.status);
    }
    if (rest !== "") yield parsed<T>(rest, answer.status);
  } finally {
    await reader.cancel().catch(() => undefined); // it failed, or is at its end
  }
}

async function read(reader: ReadableStreamDefaultReader<string>, signal: AbortSignal | undefined): Promise<ReadableStreamReadResult<string>> {
  try {
    return await reader.read();
  } catch (error) {
    throw unreachable(error, signal);
  }
}

function parsed<T>(line: string, status: number): T {
  try {
    return JSON.parse(line) as T;
  } catch (error) {
    throw badAnswer("a line of the answer is not JSON", status, error);
  }
}
