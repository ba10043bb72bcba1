/**
 * After drizzle-kit, what it cannot say: CREATE TABLE statements of clustered tables get WITHOUT ROWID, and the migration that makes
 * `comments` also makes the index of their words. Idempotent.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CLUSTERED } from "../db/schema/kit.ts";

const BREAK = "--> statement-breakpoint";

/**
 * Parts of words are found in every language, because the index is over runs of three characters. It holds no second copy of the text;
 * the triggers keep it in whatever transaction changes a comment; what is deleted is overwritten in it, so that an erased customer's
 * words are gone from it too.
 */
const COMMENT_WORDS = [
  "CREATE VIRTUAL TABLE `comment_words` USING fts5(`text`, content='comments', content_rowid='id', tokenize='trigram');",
  "INSERT INTO `comment_words`(`comment_words`, `rank`) VALUES ('secure-delete', 1);",
  "CREATE TRIGGER `comments_added` AFTER INSERT ON `comments` BEGIN INSERT INTO `comment_words`(`rowid`, `text`) VALUES (new.`id`, new.`text`); END;",
  "CREATE TRIGGER `comments_removed` AFTER DELETE ON `comments` BEGIN INSERT INTO `comment_words`(`comment_words`, `rowid`, `text`) VALUES ('delete', old.`id`, old.`text`); END;",
];

const folder = join(import.meta.dirname, "../db/migrations");
for (const name of readdirSync(folder).filter((file) => file.endsWith(".sql"))) {
  const path = join(folder, name);
  const statements = readFileSync(path, "utf8").split(BREAK);
  const clustered = statements.map((statement) => {
    const table = /CREATE TABLE `([a-z_]+)`/.exec(statement)?.[1];
    return table && CLUSTERED.some((other) => other === table) ? statement.replace(/\n\);/, "\n) WITHOUT ROWID;") : statement;
  });
  const makesComments = statements.some((statement) => statement.includes("CREATE TABLE `comments`"));
  const lacksWords = makesComments && !statements.some((statement) => statement.includes("`comment_words`"));
  writeFileSync(path, [clustered.join(BREAK), ...(lacksWords ? COMMENT_WORDS : [])].join(`${BREAK}\n`));
}
