import { HttpProblem, StetHttp } from "stet-client/http";

/** Says who wrote how much of a text as it was at a time. */
export async function writers(server: string, id: string, at: string): Promise<Record<string, number>> {
  const minutes = new StetHttp(server).document(id);
  try {
    const { revision } = await minutes.about({ at });
    const lengths: Record<string, number> = {};
    for (const { author = "", from, to } of (await minutes.blame({ revision })).spans) lengths[author] = (lengths[author] ?? 0) + to - from;
    return lengths;
  } catch (error) {
    if (error instanceof HttpProblem && error.code === "doc_not_found") return {};
    throw error;
  }
}
