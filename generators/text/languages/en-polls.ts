import type { PollScript } from '../phrasebook.ts';

export const englishPolls: readonly PollScript[] = [
  {
    question: 'Which day suits you best to talk about {thing}?',
    options: ['Monday', 'Tuesday', 'Wednesday', 'Thursday'],
    replies: [
      "'{option}' is best for me. On the other days I have no time for {thing}.",
      "Anything but Friday afternoon. I voted '{option}' for {thing}.",
      "We in {mine} would all choose '{option}' to talk about {thing}.",
      'Could you also offer an evening for {thing}? None of the days suits our shift.',
    ],
  },
  {
    question: 'How satisfied are you with {thing}?',
    options: ['Very satisfied', 'Rather satisfied', 'Rather dissatisfied', 'I do not know it yet'],
    replies: [
      "My answer is '{option}'. I am curious what the others say about {thing}.",
      'That depends on the site. In {mine}, {thing} is well liked.',
      'I am curious about the result. Few people in {mine} talk about {thing}.',
      'There is one option missing for {thing}: it depends on the day.',
    ],
  },
  {
    question: 'How would you like to hear about {thing}?',
    options: ['By e-mail', 'In this community', 'In the team meeting', 'On the screens in the lobby'],
    replies: [
      "Best for me: '{option}'. Otherwise I miss everything about {thing}.",
      'News about {thing} once a month is enough for me, wherever it is.',
      'In {mine} nobody reads the screens, so please not only there for {thing}.',
      "'{option}', please. What I hear about {thing} elsewhere gets lost.",
    ],
  },
  {
    question: 'Where should the next meeting about {thing} take place?',
    options: ['Online', 'In the canteen', 'At the head office', 'Each site on its own'],
    replies: [
      "I am for '{option}', as long as we find the time for {thing}.",
      'Whatever you choose for {thing}, please think of us in {mine}. The trip is long.',
      'Wherever it is, somebody should write minutes about {thing}.',
      "I voted '{option}', and would be fine with all the others for {thing}.",
    ],
  },
  {
    question: 'How much do you know about {thing}?',
    options: ['A lot', 'Enough', 'A little', 'Nothing yet'],
    replies: [
      "My answer: '{option}'. I wonder how much the colleagues next door know about {thing}.",
      'It comes in waves here. At the end of the quarter everybody talks about {thing}.',
      'What will you do about {thing} if most people know little about it?',
      "'{option}' for now. Let us see how it is with {thing} next month.",
    ],
  },
];
