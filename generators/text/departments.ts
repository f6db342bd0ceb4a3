/** The departments of a company, each with the job titles in it: those that several people can have. */
export const jobTitles = {
  Accounting: ['Accountant', 'Senior Accountant', 'Payroll Specialist', 'Head of Accounting'],
  Communications: ['Editor', 'Communications Manager', 'Event Manager', 'Head of Communications'],
  'Customer Service': ['Service Agent', 'Senior Service Agent', 'Team Lead Customer Service'],
  'Data and Analytics': ['Data Analyst', 'Data Engineer', 'Senior Data Scientist', 'Head of Analytics'],
  Engineering: [
    'Design Engineer',
    'Test Engineer',
    'Senior Engineer',
    'Principal Engineer',
    'Head of Engineering',
  ],
  Facilities: ['Building Technician', 'Receptionist', 'Facility Manager', 'Canteen Manager'],
  'Field Operations': ['Field Technician', 'Senior Field Technician', 'Regional Supervisor'],
  Finance: ['Controller', 'Financial Analyst', 'Treasury Manager', 'Head of Finance'],
  'Human Resources': ['HR Assistant', 'Recruiter', 'HR Business Partner', 'Head of Human Resources'],
  'Information Technology': [
    'Service Desk Agent',
    'System Administrator',
    'Software Developer',
    'IT Architect',
  ],
  'Internal Audit': ['Auditor', 'Senior Auditor', 'Head of Internal Audit'],
  Learning: ['Trainer', 'Learning Designer', 'Apprentice Supervisor', 'Head of Learning'],
  Legal: ['Paralegal', 'Legal Counsel', 'Senior Legal Counsel', 'Data Protection Officer'],
  Logistics: ['Warehouse Clerk', 'Dispatcher', 'Shift Supervisor', 'Logistics Manager'],
  Manufacturing: ['Machine Operator', 'Shift Lead', 'Process Engineer', 'Plant Manager'],
  Marketing: ['Marketing Assistant', 'Campaign Manager', 'Brand Manager', 'Head of Marketing'],
  Procurement: ['Buyer', 'Senior Buyer', 'Category Manager', 'Head of Procurement'],
  'Product Management': ['Product Owner', 'Product Manager', 'Senior Product Manager'],
  Quality: ['Quality Inspector', 'Quality Engineer', 'Quality Manager'],
  Research: ['Laboratory Technician', 'Research Scientist', 'Senior Scientist', 'Head of Research'],
  Safety: ['Safety Officer', 'Occupational Physician', 'Head of Health and Safety'],
  Sales: ['Sales Representative', 'Key Account Manager', 'Sales Engineer', 'Regional Sales Manager'],
  Security: ['Security Analyst', 'Security Engineer', 'Head of Security'],
  Strategy: ['Strategy Analyst', 'Project Manager', 'Head of Strategy', 'Programme Manager'],
  Sustainability: ['Energy Manager', 'Sustainability Analyst', 'Head of Sustainability'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Department = keyof typeof jobTitles;

export const departments = Object.keys(jobTitles) as readonly Department[];
