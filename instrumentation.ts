/** Runs once when the server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { serverReports } = await import("#app/_server/reports.ts");
  serverReports().pool.warm();
  const { resumeRebuilds } = await import("#app/_server/rebuilds.ts");
  resumeRebuilds();
}
