import type { Assumption } from './assumption.ts';

/** The switches for the form of an archive and of its CSVs, where the sources contradict each other. */
export const archiveAssumptions = {
  'files-folder': {
    about: 'The folder of the attachments: the pages write “Files folder”, public importers open `files/`',
    values: [
      { value: 'files', does: 'Attachments are in `files/`, and `path` in `Files.csv` begins with it.' },
      { value: 'Files', does: 'Attachments are in `Files/`, and `path` in `Files.csv` begins with it.' },
    ],
  },
  'path-of-several-networks': {
    about: '`path` in `Files.csv` of several networks',
    values: [
      { value: 'relative', does: 'The path begins in the folder of the network.' },
      { value: 'full', does: 'The path is the name of the member, with the folder of the network.' },
    ],
  },
  'user-states': {
    about: '`state` of a person who is suspended or deleted',
    values: [
      {
        value: 'profile',
        does: 'The state is `suspended` or `deleted`; in the profile 2018 it is `soft_delete` for both.',
      },
      { value: 'soft_delete', does: 'The state is `soft_delete` in every profile.' },
      { value: 'named', does: 'The state is `suspended` or `deleted` in every profile.' },
    ],
  },
  'ama-header': {
    about: 'The header of `AMAs.csv` in the legacy profile, which names two columns twice',
    values: [
      { value: 'as-listed', does: 'The header has `meeting_state` and `qna_app_enabled` twice.' },
      { value: 'once', does: 'The header has every column once.' },
    ],
  },
  'header-case': {
    about: 'The case of the column names in a header',
    values: [
      { value: 'lower', does: 'The names are as the pages list them.' },
      { value: 'upper', does: 'The names are in capitals.' },
    ],
  },
} as const satisfies Readonly<Record<string, Assumption>>;
