import type { Area } from './fidelity-area.ts';

/** The behaviours of the window of an export, by their evidence. */
export const windowBehaviour: Area = {
  documented: [
    'Messages that were sent or modified, files that were added or modified, and communities, people and Viva topics that were created or modified in the window are in its export.',
    'In the older profiles, `Users.csv` has the people who joined, were deleted or were suspended in the window, and `Topics.csv` the topics that were created in it.',
    '`Admins.csv` has the current administrators.',
    '`MessageVersions.csv` has every version in the window, `Messages.csv` the messages whose latest version is in it.',
    '`created_at` of a message is the time of its last edit.',
    'The network that hosts an external community exports all of it; another network exports only the threads that its own people wrote in.',
    '`MessageThreads.csv` and `MessageThreads.Outbound.csv` (legacy: `MessageThreadOutbound.csv`) have the threads with people of other networks.',
    'The export of a window lists the people who were deleted in it.',
  ],
  assumed: [
    ['data', 'Rows of the other CSVs are exported when they were created or changed in the window, too.'],
    ['data', '`Admins.csv` and `Networks.csv` have all rows in their current state, whatever the window.'],
    [
      'data',
      'Of a thread of another network, `Messages.csv` and `MessageVersions.csv` have the messages from the first one of a person of this network on. `MessageThreads.csv` names only these people as participants.',
    ],
    ['data', '`poll_voting_closed_at` is known from the beginning, so it can be later than the clock.'],
    [
      'user-states',
      '`state` of a person is consistent with `deleted_at` and `suspended_at`. In the profile 2018 the state of both is `soft_delete`, as the administrators’ guide of that time says.',
    ],
    ['data', 'A deleted message keeps its body and its attachments.'],
    ['data', 'Drafts of everybody are in `Messages.csv` and `MessageVersions.csv`, with `is_draft`.'],
    ['data', 'A deletion is a version of a message, too.'],
    [
      'data',
      'The deletion of the first message of a thread is its end: the replies stay, and nothing happens to them any more.',
    ],
    [
      'data',
      'Rows of `Sentie.csv` and `Tags.csv` have no date: they belong to the window that contains their creation time, which is not shown.',
    ],
    [
      'data',
      'Logs begin with the first messages of the network (`--start`), and things are there before. So `EngageTopicMigrationLog.csv` and `VivaTopicCurationStateLogs.csv` do not have the events of older topics, even if such a topic is applied or migrated in a thread later.',
    ],
    [
      'things-in-window',
      'A thing that was created in one window and changed in a later one is in both, each time in its current state.',
    ],
    [
      'data',
      'A thread with people of other networks is changed by each message since the first one of a guest.',
    ],
    ['data', 'A row of `LikedMessageHistory.csv` has the message as it was when it was reacted to.'],
    ['data', 'A user’s export covers the whole time until now.'],
  ],
};
