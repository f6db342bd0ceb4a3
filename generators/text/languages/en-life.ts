import type { Theme, ThemeWords } from '../phrasebook.ts';

type LifeTheme = Extract<
  Theme,
  'benefits' | 'sustainability' | 'events' | 'learning' | 'books' | 'running' | 'parents'
>;

/** The themes of life beside the work. */
export const englishLife: Readonly<Record<LifeTheme, ThemeWords>> = {
  benefits: {
    names: ['HR and Benefits', 'Benefits', 'Work and Life', 'Mentoring'],
    things: [
      'the health check',
      'the bike leasing',
      'the pension plan',
      'the parental leave guide',
      'the flu vaccination',
      'the job ticket',
      'the feedback round',
      'the mentoring programme',
      'the working time account',
      'the gym discount',
    ],
    specials: [
      {
        about: 'the parental leave',
        questions: [
          [
            'How early do I have to announce parental leave, and to whom?',
            'Seven weeks before the parental leave begins, in writing. {person} can send you the form.',
            'Tell your manager first. For my leave, that was early enough.',
            'The guide to parental leave has a calendar on page {few}. Congratulations, by the way!',
          ],
        ],
      },
      {
        about: 'the flu vaccination in {place}',
        announcements: [
          [
            'Flu vaccination in {place}',
            'You can get the flu vaccination in {place} {when} from {time} on. No appointment is needed.',
            'Very good. Is the vaccination also open to students and temporary staff?',
            'Is there a second day for the vaccination, for everybody who cannot come {when}?',
            'How long was the queue for the vaccination last year? I only have {minutes} minutes.',
          ],
        ],
      },
    ],
  },
  sustainability: {
    names: ['Green Team', 'Sustainability', 'Energy Savers', 'Volunteers'],
    things: [
      'the recycling station',
      'the solar roof',
      'the tree planting day',
      'the energy report',
      'the reusable cup',
      'the car-free week',
      'the waste audit',
      'the community garden',
      'the repair workshop',
      'the bee project',
    ],
    specials: [
      {
        about: 'the solar roof in {place}',
        posts: [
          [
            'The solar roof in {place} made {few} percent of the power there last month.',
            'Impressive for a roof of that size. When does {mine} get a solar roof?',
            'How much of that did the roof make on its best day?',
            'Does the power from the roof also charge the cars in {place}?',
            'I remember the doubts about the roof at the beginning. Thank you for not giving up, {person}!',
          ],
        ],
        questions: [
          [
            'Can we visit the solar roof in {place} with a group?',
            'Yes, {person} shows the roof to groups every month. Wear solid shoes.',
            'Small groups only. On the roof in {place} there is little room to stand.',
            'We did that {past}. Book the visit to the roof early.',
          ],
        ],
      },
    ],
  },
  events: {
    names: ['Events', 'Parties and More', 'After Work', 'Music and Theatre'],
    things: [
      'the summer party',
      'the family day',
      'the quiz night',
      'the town hall',
      'the anniversary',
      'the bake sale',
      'the band rehearsal',
      'the winter market',
      'the film evening',
      'the table football cup',
    ],
    specials: [
      {
        about: 'the quiz night in {place}',
        posts: [
          [
            'Our quiz team for {place} still needs somebody who knows something about sports.',
            'Count me in for the quiz, but not for football questions.',
            '{person} knows everything about sports. Ask before another quiz team does!',
            'Is there an age limit for the quiz? My daughter knows more than I do.',
          ],
        ],
        polls: [
          {
            question: 'Which topic do you want for the final round of the quiz night in {place}?',
            options: ['Films', 'Geography', 'Music of the nineties', 'Company history'],
            replies: [
              "'{option}', because our quiz team would win.",
              'Please no easy questions again, {person} knew every answer last time.',
              'I would mix all of them in the quiz, {few} questions each.',
            ],
          },
        ],
      },
    ],
  },
  learning: {
    names: ['Learning', 'Lunch and Learn', 'Language Exchange', 'Champions', 'Apprentices'],
    things: [
      'the spreadsheet course',
      'the language class',
      'the lunch and learn',
      'the presentation training',
      'the project management course',
      'the e-learning library',
      'the coaching offer',
      'the data school',
      'the writing workshop',
      'the exam preparation',
    ],
    specials: [
      {
        about: 'the Spanish class',
        questions: [
          [
            'Is there a Spanish class for beginners in {place}, or only online?',
            'Both, I think. The class in {place} meets in the morning, the one online in the evening.',
            '{person} is in the Spanish class, ask there.',
            'I would join the class in {place}, too.',
          ],
        ],
        announcements: [
          [
            'New Spanish class',
            'A new Spanish class begins {when} at {time}. There are {n} places.',
            'I have put my name down for the class. Which book do we use?',
            'Is the Spanish class for people who had two years of it at school?',
            'I am still at work then. Can one join the class online?',
          ],
        ],
      },
    ],
  },
  books: {
    names: ['Book Club', 'Readers', 'Crime Novels', 'Library Corner'],
    things: [
      'the reading evening',
      'the book swap',
      'the audiobook list',
      'the author visit',
      'the crime novel month',
      'the library corner',
      'the short story contest',
      'the poetry lunch',
      'the reading circle',
    ],
    specials: [
      {
        about: 'the next book',
        polls: [
          {
            question: 'Which book comes next in the reading circle of {place}?',
            options: ['A crime novel', 'A biography', 'A classic', 'Short stories'],
            replies: [
              "'{option}', please. The last book was {n} pages too long for me.",
              'I am for a book that the library has more than once.',
              "I voted '{option}'. {person} has a suggestion for a book.",
            ],
          },
        ],
        posts: [
          [
            'I am on page 1{n} of our book and still do not know who did it. No spoilers, please!',
            'Wait until you meet the gardener. That is all I say about the book.',
            'I have finished the book, and I was wrong until the last page.',
            'Then finish the book before {day}, we meet at {time}.',
          ],
        ],
      },
    ],
  },
  running: {
    names: ['Runners', 'Running and Walking', 'Sports', 'Cyclists'],
    things: [
      'the company run',
      'the Tuesday run',
      'the step challenge',
      'the trail weekend',
      'the charity relay',
      'the marathon team',
      'the stretching class',
      'the beginner group',
      'the lunch walk',
    ],
    specials: [
      {
        about: 'the river route in {place}',
        questions: [
          [
            'Who runs along the river in {place} {when}? About {few} kilometres, an easy pace.',
            '{person} does, with a small group. They meet at the river at {time}, next to the bridge.',
            'Is walking fine, too? {person} and some others walk along the river in {place}.',
            'Not this time, my knee has been hurting since the run {past}. Enjoy the river!',
          ],
        ],
        posts: [
          [
            'New personal best along the river in {place}: 1{n} minutes for the long route.',
            'Wow, that is fast! I need {minutes} minutes more for the river route.',
            'Congratulations! Which shoes do you wear for the route in {place}?',
            'Next time I will run the river route with you, at least the first half.',
          ],
        ],
      },
    ],
  },
  parents: {
    names: ['Parents', 'Working Parents', 'Carers', 'Families'],
    things: [
      'the holiday childcare',
      'the lunch for parents',
      'the day for kids',
      'the part-time guide',
      'the nursery list',
      'the clothes swap',
      'the homework group',
      'the lantern parade',
      'the toy box in the canteen',
    ],
    specials: [
      {
        about: 'the holiday childcare in {place}',
        questions: [
          [
            'Does anybody have experience with the holiday childcare in {place} for a child of six?',
            'Our son loved the childcare last summer. Only {few} children in a group, and a trip to the farm.',
            'The childcare is good, but it ends early. In {place} the parents take turns with pick-up.',
            '{person} knows the people there, you can ask about the childcare.',
          ],
        ],
        announcements: [
          [
            'Holiday childcare in {place}: places left',
            'There are {few} places left in the holiday childcare in {place}. It begins {when}.',
            'Is there such a childcare in {mine} as well?',
            'Is the childcare open to children who start school this year?',
            'I have registered two children. Do they need lunch at the childcare?',
            'What a relief, thank you! My mother cannot help {when}.',
          ],
        ],
      },
    ],
  },
};
