import { formValues } from "./form";
import { readWhole } from "./whole-body";

/** Forms on pages that are the same for everyone have a few short fields. */
const MOST_BYTES = 10_000;

/**
 * The fields of such a form. Whatever is no small form has none; no more of it is read than one may have, also where its head
 * does not say how long it is.
 */
export async function readSmallForm(request: Request): Promise<Record<string, unknown>> {
  try {
    const whole = await readWhole(request, MOST_BYTES);
    if (!whole.ok) return {};
    const headers = { "content-type": request.headers.get("content-type") ?? "" };
    return formValues(await new Response(whole.value, { headers }).formData());
  } catch {
    return {};
  }
}
