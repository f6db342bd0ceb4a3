import type { Theme, ThemeWords } from '../phrasebook.ts';

type WorkTheme = Extract<Theme, 'company' | 'it' | 'travel' | 'facilities' | 'safety' | 'sales' | 'projects'>;

/** The themes of work. */
export const englishWork: Readonly<Record<WorkTheme, ThemeWords>> = {
  company: {
    names: ['Company News', 'Leadership Corner', 'Ask the Board', 'Strategy', 'Newcomers'],
    things: [
      'the new strategy',
      'the employee survey',
      'the reorganisation',
      'the values workshop',
      'the annual report',
      'the leadership dialogue',
      'the suggestion scheme',
      'the welcome day',
      'the intranet relaunch',
      'the quarterly review',
    ],
    specials: [
      {
        about: 'the organisation chart',
        questions: [
          [
            'Is the organisation chart on the intranet still right? I cannot find the team of {colleague}.',
            'The chart is updated once a month. The team of {colleague} moved {past}.',
            'I found the team of {colleague} on page {few} of the chart.',
            'HR corrects the chart if you write to them. It took {few} days for our team in {mine}.',
          ],
        ],
        announcements: [
          [
            'A new line in the organisation chart',
            'From next month on, {colleague} coordinates our work on the organisation chart.',
            'Congratulations, {colleague}. I look forward to a chart that is up to date.',
            'Very good. In {mine} we wait for some corrections of the chart.',
            'Does the chart change in other places as well?',
            'A good choice, {colleague} knows the chart better than most of us.',
          ],
        ],
      },
    ],
  },
  it: {
    names: ['IT Help', 'Digital Workplace', 'Tools and Tricks', 'Data and Reports', 'IT Security'],
    things: [
      'the VPN client',
      'the ticket portal',
      'the laptop exchange',
      'the print service',
      'the phishing training',
      'the shared drive',
      'the mail archive',
      'the travel app',
      'the password manager',
      'the meeting room screen',
      'the reporting tool',
      'the single sign-on page',
    ],
    specials: [
      {
        about: 'the VPN',
        questions: [
          [
            'My VPN connection breaks every {minutes} minutes. What can I do?',
            'Install the latest version from the software centre, then the VPN stays connected. It helped in {mine}.',
            'It was the router in my case. I took a cable {past}, and the VPN has not failed since then.',
            '{person} keeps a list of such breaks. Add the time and your VPN version, please.',
          ],
          [
            'Does the VPN work from a hotel abroad, or do I need something else?',
            'It works. I used the VPN from a hotel {past}, only the login took {minutes} minutes.',
            'It works in most countries. The security team has a list, ask {person} before you travel.',
            'You need the phone for the second factor, otherwise the VPN lets nobody in.',
          ],
        ],
      },
      {
        about: 'the spreadsheet template',
        questions: [
          [
            'How do I add a second year to the spreadsheet template for the budget?',
            'Copy the first sheet, and change the year in cell B{n}. The template does the rest.',
            'Take the version of the template that {person} made {past}, it has two years.',
            'I did it with {few} new columns in the template, but then the chart is wrong.',
          ],
        ],
        posts: [
          [
            'A trick for the spreadsheet template: press F4 and the reference stays where it is.',
            'I have worked with the template for {few} years and did not know that. Thank you!',
            'It works in {mine} only with the function key. Still, a good trick for the template.',
            'More tricks like this, please! {person} has one for the template, too.',
          ],
        ],
      },
    ],
  },
  travel: {
    names: ['Travel', 'Business Trips', 'Visitors and Visas', 'Expenses'],
    things: [
      'the travel portal',
      'the expense form',
      'the rail card',
      'the hotel list',
      'the visa service',
      'the car pool',
      'the travel policy',
      'the airport shuttle',
      'the daily allowance',
    ],
    specials: [
      {
        about: 'the hotel in {place}',
        questions: [
          [
            'Which hotel in {place} can you recommend to a visitor for {few} nights, not too far from the office?',
            'The hotel at the station. Ten minutes on foot, and the rate in {place} is on the list.',
            'We stayed at the river {past}. A quiet hotel, and {person} knows how to get a discount.',
            'Ask {person} in {home}, who has booked the hotel for many visitors.',
          ],
        ],
      },
      {
        about: 'the train to {place}',
        posts: [
          [
            'The train to {place} is faster than the plane now: door to door I saved {minutes} minutes.',
            'And you can work on the train. Does it go to {place} in the evening as well?',
            'I tried the train {past}, but missed the connection. Still better than the airport.',
            'Good to know before my next trip. Is the train on the travel portal?',
          ],
        ],
      },
    ],
  },
  facilities: {
    names: ['Facilities', 'Our Office', 'Building Services', 'Canteen and Kitchens'],
    things: [
      'the desk booking',
      'the office move',
      'the car park',
      'the bike shed',
      'the air conditioning',
      'the canteen',
      'the front desk',
      'the meeting room booking',
      'the lift',
      'the coffee machine',
    ],
    specials: [
      {
        about: 'the car park in {place}',
        announcements: [
          [
            'Car park in {place} partly closed',
            'The car park in {place} is partly closed {when}, because {few} lamps are replaced.',
            'Where can visitors park {when}? I expect a customer.',
            'Thanks for the notice. I will take the train {when}, then.',
            'Is the entrance to the car park from the river open {when}?',
          ],
        ],
      },
      {
        about: 'the canteen menu',
        polls: [
          {
            question: 'Which dish should come back to the canteen menu in {place}?',
            options: ['Vegetable curry', 'Fish pie', 'Potato soup', 'Lasagne'],
            replies: [
              "'{option}'! It has not been on the menu for months, and I miss it.",
              'Whatever wins, please keep it on the menu for more than one day.',
              "I voted '{option}', but the canteen in {mine} has the best soup.",
            ],
          },
        ],
        questions: [
          [
            'Why does the canteen in {place} close so early? The late shift gets nothing.',
            'There are meals in the machine for the late shift. {person} fills it every day.',
            'The canteen tests longer hours {date}. Tell {person} that you need the menu later.',
            'We had the same trouble with the opening hours {past}, and ordered to the office. That worked.',
          ],
        ],
      },
    ],
  },
  safety: {
    names: ['Safety First', 'Health and Safety', 'First Aid', 'Safe Work'],
    things: [
      'the fire drill',
      'the first-aid course',
      'the safety walk',
      'the eye protection rule',
      'the evacuation plan',
      'the near-miss report',
      'the forklift training',
      'the lone-worker app',
      'the ladder check',
    ],
    specials: [
      {
        about: 'the fire drill in {place}',
        announcements: [
          [
            'Fire drill in {place}',
            'There is a fire drill in {place} {when}. Please leave the building by the nearest stairs.',
            'Does the fire drill include the warehouse in {place}?',
            'Last time the fire drill took {few} minutes. Let us see whether we are faster.',
            'There are customers in the building {when}. Can the drill start after {time}?',
          ],
        ],
        posts: [
          [
            '{few} minutes until everybody was outside: the fire drill in {place} went well.',
            'Well done, {place}! In {mine} the drill took longer.',
            'The door on the second floor was blocked during the drill, I have told {person}.',
            'Good result. Who counts the people at the meeting point of the drill?',
          ],
        ],
      },
    ],
  },
  sales: {
    names: ['Sales', 'Customer Stories', 'Market Watch', 'Sales and Service', 'Trade Fairs'],
    things: [
      'the spring campaign',
      'the price list',
      'the customer day',
      'the trade fair',
      'the demo kit',
      'the partner portal',
      'the quarterly forecast',
      'the reference story',
      'the loyalty programme',
      'the service contract',
    ],
    specials: [
      {
        about: 'the trade fair in {place}',
        questions: [
          [
            'Who is at the trade fair in {place} and can take {n} brochures along?',
            'I am at the fair with {person}. Bring the brochures to my desk before {time}.',
            'The stand has its own brochures, ask {person} how many are left for the fair.',
            'We send a parcel to the fair {date}. Yours fit in if they are ready.',
          ],
        ],
        posts: [
          [
            'Day one of the trade fair in {place}: {few} good conversations, and sore feet.',
            'That is more than I had at the last fair. Which product did people ask about?',
            'Greetings to everybody at the stand! Take a picture of the fair for us.',
            'Wear other shoes from now on! The fair is not over yet.',
          ],
        ],
      },
    ],
  },
  projects: {
    names: ['Project Office', 'Joint Projects', 'Warehouse Project', 'Supplier Exchange', 'Lab'],
    things: [
      'the pilot',
      'the warehouse project',
      'the website relaunch',
      'the supplier workshop',
      'the test phase',
      'the order interface',
      'the joint roadmap',
      'the handover',
      'the risk list',
      'the steering meeting',
    ],
    specials: [
      {
        about: 'the acceptance test',
        questions: [
          [
            'Which test cases are still open before the acceptance test {when}?',
            'On our side, number {n} and the two after it. {person} tests them before that.',
            'The test cases for {place}, too. They wait for the data from {person}.',
            'None of ours. We finished the last of the test cases {past}.',
          ],
        ],
        announcements: [
          [
            'Acceptance test moved',
            'We have moved the acceptance test to {time} {when}, so that {place} can take part.',
            'Thank you, the new time of the test suits us much better.',
            'Then I need the test data one day earlier. Can {person} do that?',
            'Is the test environment in {mine} free {when}?',
          ],
        ],
      },
    ],
  },
};
