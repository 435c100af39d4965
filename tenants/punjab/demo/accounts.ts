/** One account for each role; the first screens the first family. */
export const accounts = [
  {
    subject: 'punjab-clerk-lahore',
    name: 'Window clerk, Lahore',
    roles: [{ role: 'window-clerk', area: 'PK617' }],
  },
  {
    subject: 'punjab-officer-lahore',
    name: 'District officer, Lahore',
    roles: [{ role: 'district-officer', area: 'PK617' }],
  },
  {
    subject: 'punjab-officer-bait-ul-maal',
    name: 'Programme officer, Punjab Bait-ul-Maal',
    roles: [{ role: 'programme-officer', institution: 'punjab-bait-ul-maal' }],
  },
  { subject: 'punjab-data-officer', name: 'Data officer', roles: [{ role: 'data-officer' }] },
  { subject: 'punjab-monitor', name: 'Provincial monitor', roles: [{ role: 'provincial-monitor' }] },
  {
    subject: 'punjab-administrator',
    name: 'Tenant administrator',
    roles: [{ role: 'tenant-administrator' }],
  },
  { subject: 'punjab-donor', name: 'Donor', roles: [{ role: 'donor' }] },
] as const
