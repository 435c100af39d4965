/** One account for each role, and a window clerk for each pilot srok. */
export const accounts = [
  {
    subject: 'cambodia-clerk-angkor-chum',
    name: 'Window clerk, Angkor Chum',
    roles: [{ role: 'window-clerk', area: 'KH1701' }],
  },
  {
    subject: 'cambodia-clerk-srei-snam',
    name: 'Window clerk, Srei Snam',
    roles: [{ role: 'window-clerk', area: 'KH1712' }],
  },
  {
    subject: 'cambodia-officer-angkor-chum',
    name: 'Area officer, Angkor Chum',
    roles: [{ role: 'area-officer', area: 'KH1701' }],
  },
  {
    subject: 'cambodia-officer-nsaf',
    name: 'Programme officer, National Social Assistance Fund',
    roles: [{ role: 'programme-officer', institution: 'nsaf' }],
  },
  { subject: 'cambodia-data-officer', name: 'Data officer', roles: [{ role: 'data-officer' }] },
  { subject: 'cambodia-monitor', name: 'National monitor', roles: [{ role: 'national-monitor' }] },
  { subject: 'cambodia-administrator', name: 'Administrator', roles: [{ role: 'tenant-administrator' }] },
  { subject: 'cambodia-donor', name: 'Donor', roles: [{ role: 'donor' }] },
] as const
