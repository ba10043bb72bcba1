/** What a user is in the organisation. What each role may do: auth/grants.ts. */
export const ROLES = ["admin", "lead", "executive", "manager"] as const;
export type Role = (typeof ROLES)[number];

export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}
