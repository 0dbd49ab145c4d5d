import { z } from "zod";
import type { Role } from "../_kernel/permissions.ts";

export const credentialsInput = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
  password: z.string().min(1).max(256),
});

export interface SessionUser {
  sessionId: string;
  id: string;
  name: string;
  email: string;
  role: Role;
}
