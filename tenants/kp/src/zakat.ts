import {
  all,
  below,
  booleanFact,
  type Criterion,
  elapsed,
  known,
  notAfter,
  on,
  type Who,
} from '@onewindow/rules'

/** A local Zakat committee's certificate lasts six months; a window records none of a committee out of office. */
const certificate = (who: Who) => {
  const issued = { op: 'fact', type: 'date', who, id: 'istehqaq_certificate' } as const
  return { issued, current: all(notAfter(issued, on), below(elapsed(issued, 'months'), 6)) }
}

export const holdsCertificate = (who: Who) => known(certificate(who).issued)

/** What every Zakat benefit asks: a Muslim whom the local committee certified as in need. */
export const zakatCriteria = (who: Who): readonly Criterion[] => [
  {
    id: 'muslim',
    rule: booleanFact(who, 'muslim'),
    evidence: 'V',
    source: 'zakat.gop.pk; kpcode.kp.gov.pk 1268',
    legalBasis: 'KP Zakat and Ushr Act 2011',
  },
  {
    id: 'istehqaq',
    rule: certificate(who).current,
    evidence: 'V',
    source: 'zakat.gop.pk: certified by the local Zakat committee, valid six months',
    legalBasis: 'KP Zakat and Ushr Act 2011',
    remedy: 'zakat-certificate',
  },
]

export const zakatAct = {
  text: 'KP Zakat and Ushr Act 2011 (KP Act XVII of 2011); before it the Zakat and Ushr Ordinance 1980',
  evidence: 'V',
} as const
