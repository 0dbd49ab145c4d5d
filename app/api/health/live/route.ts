import { connection } from "next/server";

/** The process is up (PLT-6). Whether it can serve is `/api/health/ready`. */
export async function GET() {
  await connection(); // without a request Next would make this at build time and keep it
  return Response.json({ status: "live" }, { headers: { "cache-control": "no-store" } });
}
