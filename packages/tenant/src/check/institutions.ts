import type { Committee, Institution } from '../definition.ts'
import { didYouMean } from '../suggest.ts'
import { type Checked, checkNames, checkPeriod, checkUnique } from './checked.ts'

/** Institutions with their offices and committees, and what sends families to them. */
export function checkInstitutions(checked: Checked) {
  const { definition, report, refer } = checked
  const { institutions, remedies, documents } = definition
  // A committee is named alone, by the certificate it gave; an office by its row in a list.
  checkUnique(
    institutions.flatMap(({ offices = [] }) => offices),
    'institutions.offices',
    report,
  )
  checkUnique(
    institutions.flatMap(({ committees = [] }) => committees),
    'institutions.committees',
    report,
  )
  for (const institution of institutions) {
    checkNames(institution.names, `institutions.${institution.id}`, checked)
    checkOffices(institution, checked)
    for (const committee of institution.committees ?? []) {
      checkCommittee(committee, `institutions.${institution.id}.committees.${committee.id}`, checked)
    }
  }
  for (const { id, institution, officeKind, documents = [] } of remedies) {
    refer('institution', institution, `remedies.${id}.institution`)
    checkOfficeKind({ institution, officeKind }, `remedies.${id}`, checked)
    for (const document of documents) refer('document', document, `remedies.${id}.documents`)
  }
  for (const { id, issuer } of documents) {
    if (issuer !== undefined) refer('institution', issuer, `documents.${id}.issuer`)
  }
}

/** The institution has an office of the kind that a family is sent to. A layer's institutions may have no offices yet. */
export function checkOfficeKind(
  to: { readonly institution: string; readonly officeKind?: string | undefined },
  path: string,
  { definition, report }: Checked,
) {
  const institution = definition.institutions.find(({ id }) => id === to.institution)
  if (to.officeKind === undefined || !institution || definition.kind === 'layer') return
  const kinds = new Set(institution.offices?.map(({ kind }) => kind))
  if (kinds.has(to.officeKind)) return
  report('UNKNOWN_OFFICE_KIND', `${path}.officeKind`, {
    message: `${institution.id} has no office of kind "${to.officeKind}"`,
    fix: `Its kinds are ${[...kinds].join(', ') || 'none'}.${didYouMean(to.officeKind, kinds)}`,
  })
}

function checkOffices({ id: institution, offices = [] }: Institution, checked: Checked) {
  const { report, refer } = checked
  const parents = new Map(offices.map(({ id, parent }) => [id, parent]))
  for (const office of offices) {
    const path = `institutions.${institution}.offices.${office.id}`
    checkNames(office.names, path, checked)
    for (const area of office.areas) refer('area', area, `${path}.areas`)
    if (office.parent !== undefined && !parents.has(office.parent)) {
      report('UNKNOWN_OFFICE', `${path}.parent`, {
        message: `${institution} has no office "${office.parent}"`,
        fix: `Define it, or name one that exists.${didYouMean(office.parent, parents.keys())}`,
      })
    }
    const above = new Set<string>()
    for (let up = office.parent; up !== undefined && !above.has(up); up = parents.get(up)) above.add(up)
    if (above.has(office.id)) {
      report('OFFICE_CYCLE', `${path}.parent`, {
        message: 'the office lies above itself',
        fix: 'Correct the parents: the tree ends at an office without one.',
      })
    }
  }
}

function checkCommittee(committee: Committee, path: string, checked: Checked) {
  const { report, refer } = checked
  checkNames(committee.names, path, checked)
  for (const area of committee.areas) refer('area', area, `${path}.areas`)
  const terms = committee.terms.toSorted((left, right) => (left.from < right.from ? -1 : 1))
  for (const [index, term] of terms.entries()) {
    checkPeriod(term, `${path}.terms.${term.from}`, report)
    const next = terms[index + 1]
    if (!next || (term.to !== undefined && term.to <= next.from)) continue
    report('TERMS_OVERLAP', `${path}.terms.${next.from}`, {
      message: `it begins before the term of ${term.from} ends${term.to === undefined ? ', which has no end' : ''}`,
      fix: 'Give the earlier term its first day out of office.',
    })
  }
}
