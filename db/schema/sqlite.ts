import { sqliteKit } from "./kit.ts";
import { makeTables } from "./tables.ts";

export const {
  settings,
  journeys,
  moments,
  factors,
  channels,
  segments,
  teams,
  sources,
  visits,
  visitKeys,
  visitClaims,
  touches,
  touchDetails,
  comments,
  touchHistory,
  scoreDays,
  scoreMonths,
  imports,
  importRepeats,
  erasedCustomers,
  users,
  userTeams,
  signInFailures,
  audit,
} = makeTables(sqliteKit);
