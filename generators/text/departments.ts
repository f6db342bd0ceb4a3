/** The jobs in a department. */
interface Jobs {
  /** The title of the one person who leads it. */
  readonly head: string;
  /** The titles that several people can have, by kinds of work: whoever rises gets the next one of a kind. */
  readonly ladders: readonly (readonly [string, ...string[]])[];
}

/** The departments of a company, each with the jobs in it. */
export const jobs = {
  Accounting: {
    head: 'Head of Accounting',
    ladders: [
      ['Accountant', 'Senior Accountant'],
      ['Payroll Clerk', 'Payroll Specialist'],
    ],
  },
  Communications: {
    head: 'Head of Communications',
    ladders: [
      ['Editor', 'Senior Editor', 'Communications Manager'],
      ['Event Assistant', 'Event Manager'],
    ],
  },
  'Customer Service': {
    head: 'Head of Customer Service',
    ladders: [['Service Agent', 'Senior Service Agent', 'Team Lead Customer Service']],
  },
  'Data and Analytics': {
    head: 'Head of Analytics',
    ladders: [
      ['Data Analyst', 'Senior Data Analyst', 'Senior Data Scientist'],
      ['Data Engineer', 'Senior Data Engineer'],
    ],
  },
  Engineering: {
    head: 'Head of Engineering',
    ladders: [
      ['Design Engineer', 'Senior Engineer', 'Principal Engineer'],
      ['Test Engineer', 'Senior Test Engineer'],
    ],
  },
  Facilities: {
    head: 'Head of Facilities',
    ladders: [
      ['Building Technician', 'Facility Manager'],
      ['Receptionist', 'Senior Receptionist'],
      ['Cook', 'Canteen Manager'],
    ],
  },
  'Field Operations': {
    head: 'Head of Field Operations',
    ladders: [['Field Technician', 'Senior Field Technician', 'Regional Supervisor']],
  },
  Finance: {
    head: 'Head of Finance',
    ladders: [
      ['Financial Analyst', 'Controller', 'Senior Controller'],
      ['Treasury Analyst', 'Treasury Manager'],
    ],
  },
  'Human Resources': {
    head: 'Head of Human Resources',
    ladders: [
      ['HR Assistant', 'HR Business Partner'],
      ['Recruiter', 'Senior Recruiter'],
    ],
  },
  'Information Technology': {
    head: 'Head of Information Technology',
    ladders: [
      ['Service Desk Agent', 'System Administrator', 'Senior System Administrator'],
      ['Software Developer', 'Senior Software Developer', 'IT Architect'],
    ],
  },
  'Internal Audit': { head: 'Head of Internal Audit', ladders: [['Auditor', 'Senior Auditor']] },
  Learning: {
    head: 'Head of Learning',
    ladders: [
      ['Trainer', 'Senior Trainer'],
      ['Learning Designer', 'Senior Learning Designer'],
      ['Apprentice Supervisor'],
    ],
  },
  Legal: {
    head: 'Head of Legal',
    ladders: [
      ['Paralegal', 'Senior Paralegal'],
      ['Legal Counsel', 'Senior Legal Counsel'],
      ['Privacy Counsel'],
    ],
  },
  Logistics: {
    head: 'Head of Logistics',
    ladders: [
      ['Warehouse Clerk', 'Shift Supervisor'],
      ['Dispatcher', 'Senior Dispatcher', 'Logistics Manager'],
    ],
  },
  Manufacturing: {
    head: 'Head of Manufacturing',
    ladders: [
      ['Machine Operator', 'Senior Machine Operator', 'Shift Lead'],
      ['Process Engineer', 'Senior Process Engineer'],
    ],
  },
  Marketing: {
    head: 'Head of Marketing',
    ladders: [['Marketing Assistant', 'Campaign Manager', 'Brand Manager']],
  },
  Procurement: { head: 'Head of Procurement', ladders: [['Buyer', 'Senior Buyer', 'Category Manager']] },
  'Product Management': {
    head: 'Head of Product Management',
    ladders: [['Product Owner', 'Product Manager', 'Senior Product Manager']],
  },
  Quality: {
    head: 'Head of Quality',
    ladders: [['Quality Inspector', 'Quality Engineer', 'Senior Quality Engineer']],
  },
  Research: {
    head: 'Head of Research',
    ladders: [
      ['Laboratory Technician', 'Senior Laboratory Technician'],
      ['Research Scientist', 'Senior Scientist'],
    ],
  },
  Safety: {
    head: 'Head of Health and Safety',
    ladders: [['Safety Officer', 'Senior Safety Officer'], ['Occupational Physician']],
  },
  Sales: {
    head: 'Head of Sales',
    ladders: [
      ['Sales Representative', 'Key Account Manager', 'Regional Sales Manager'],
      ['Sales Engineer', 'Senior Sales Engineer'],
    ],
  },
  Security: {
    head: 'Head of Security',
    ladders: [['Security Analyst', 'Security Engineer', 'Senior Security Engineer']],
  },
  Strategy: {
    head: 'Head of Strategy',
    ladders: [
      ['Strategy Analyst', 'Senior Strategy Analyst'],
      ['Project Manager', 'Programme Manager'],
    ],
  },
  Sustainability: {
    head: 'Head of Sustainability',
    ladders: [
      ['Sustainability Analyst', 'Senior Sustainability Analyst'],
      ['Energy Analyst', 'Energy Manager'],
    ],
  },
} as const satisfies Readonly<Record<string, Jobs>>;

export type Department = keyof typeof jobs;

export const departments = Object.keys(jobs) as readonly Department[];
