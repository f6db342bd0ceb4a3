import type { FileKey } from '../tables.ts';
import { activityLaws } from './activity-laws.ts';
import type { FileLaws, Law } from './law.ts';
import { leaderLaws } from './leader-laws.ts';
import { messageLaws, versionLaws } from './message-laws.ts';
import { reactionLaws } from './reaction-laws.ts';
import { thingLaws } from './thing-laws.ts';
import { topicLaws } from './topic-laws.ts';

export type { Condition, Law, Relation, Rule } from './law.ts';

const byFile: Readonly<Partial<Record<FileKey, FileLaws>>> = {
  Messages: messageLaws,
  MessageVersions: versionLaws,
  LikedMessageHistory: reactionLaws,
  ...activityLaws,
  ...thingLaws,
  ...leaderLaws,
  ...topicLaws,
};

/** All laws of the data: facts that hold in every export, beyond the form of each cell. */
export const laws: readonly Law[] = Object.entries(byFile).flatMap(([file, fileLaws]) =>
  Object.entries(fileLaws).map(([name, law]) => ({ ...law, id: `${file}/${name}`, file: file as FileKey })),
);
