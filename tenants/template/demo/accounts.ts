/** One account for each role; the first screens the first family. */
export const accounts = [
  {
    subject: 'alder-clerk',
    name: 'Window clerk, Elmwick',
    roles: [{ role: 'window-clerk', area: 'AL11' }],
  },
  {
    subject: 'alder-officer',
    name: 'Municipal officer, Elmwick',
    roles: [{ role: 'municipal-officer', area: 'AL11' }],
  },
  {
    subject: 'alder-welfare',
    name: 'Programme officer, Welfare Office',
    roles: [{ role: 'programme-officer', institution: 'welfare-office' }],
  },
  { subject: 'alder-data', name: 'Data officer', roles: [{ role: 'data-officer' }] },
  { subject: 'alder-administrator', name: 'Administrator', roles: [{ role: 'administrator' }] },
  { subject: 'alder-donor', name: 'Donor', roles: [{ role: 'donor' }] },
] as const
