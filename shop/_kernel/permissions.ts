export const roles = ["customer", "staff", "admin"] as const;
export type Role = (typeof roles)[number];

/** Who may do what (IDN-6). */
export const permissions = {
  "desk.enter": ["staff", "admin"],
  "orders.read": ["staff", "admin"],
  "orders.manage": ["staff", "admin"],
  "catalog.read": ["staff", "admin"],
  "catalog.manage": ["staff", "admin"],
  "stock.manage": ["staff", "admin"],
  "reviews.manage": ["staff", "admin"],
  "mail.read": ["admin"],
  "mail.manage": ["admin"],
  "users.read": ["admin"],
  "users.manage": ["admin"],
  "jobs.manage": ["admin"],
  "audit.read": ["admin"],
  "settings.manage": ["admin"],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof permissions;

export const roleMay = (role: Role, permission: Permission): boolean =>
  (permissions[permission] as readonly Role[]).includes(role);
