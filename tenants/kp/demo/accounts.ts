/** One account for each role, and a window clerk for each pilot district. */
export const accounts = [
  {
    subject: 'kp-clerk-nowshera',
    name: 'Window clerk, Nowshera',
    roles: [{ role: 'window-clerk', area: 'PK526' }],
  },
  {
    subject: 'kp-clerk-lower-dir',
    name: 'Window clerk, Lower Dir',
    roles: [{ role: 'window-clerk', area: 'PK520' }],
  },
  {
    subject: 'kp-officer-nowshera',
    name: 'District officer, Nowshera',
    roles: [{ role: 'district-officer', area: 'PK526' }],
  },
  {
    subject: 'kp-officer-zakat',
    name: 'Programme officer, Zakat and Ushr',
    roles: [{ role: 'programme-officer', institution: 'kp-zakat' }],
  },
  { subject: 'kp-data-officer', name: 'Data officer', roles: [{ role: 'data-officer' }] },
  { subject: 'kp-monitor', name: 'Provincial monitor', roles: [{ role: 'provincial-monitor' }] },
  { subject: 'kp-administrator', name: 'Tenant administrator', roles: [{ role: 'tenant-administrator' }] },
  { subject: 'kp-donor', name: 'Donor', roles: [{ role: 'donor' }] },
] as const
