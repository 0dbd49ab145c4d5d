import { requireAccount } from "@/app/_server/account";
import { settle } from "@/app/_server/action";
import { exportPersonalData } from "@/shop/privacy";

/** Everything that is kept of whoever asks, as a file (IDN-8). */
export async function GET(): Promise<Response> {
  const ctx = await requireAccount();
  const data = await settle(() => exportPersonalData(ctx));
  return new Response(`${JSON.stringify(data, null, 2)}\n`, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": 'attachment; filename="my-data.json"',
      "cache-control": "private, no-store",
    },
  });
}
