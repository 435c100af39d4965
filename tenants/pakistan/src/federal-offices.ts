import type { Area, Institution, Names, Office } from '@onewindow/tenant'
import { institutions } from './institutions.ts'
import { officesOf } from './offices.ts'

interface Province {
  readonly province: Area
  /** Districts of today. */
  readonly districts: readonly Area[]
  /** What a family's own local council is called there. */
  readonly council: Names
}

/** The federal institutions that have offices in a province, with them. */
export function federalInstitutionsIn({ province, districts, council }: Province): readonly Institution[] {
  const { inEachDistrict, forTheProvince } = officesOf(province, districts)
  const zonal = forTheProvince('bisp-zonal-office', 'zonal_office', {
    en: `BISP zonal office, ${province.names.en}`,
    ur: `بی آئی ایس پی زونل دفتر، ${province.names.ur}`,
    ps: `د بي آی اېس پي زونل دفتر، ${province.names.ps}`,
  })

  // BISP works in zonal, district and tehsil offices; one tehsil desk stands for those of a district.
  const bisp: readonly Office[] = [
    zonal,
    ...inEachDistrict({
      institution: 'bisp',
      kind: 'district_office',
      names: {
        en: 'BISP district office',
        ur: 'بی آئی ایس پی ضلعی دفتر',
        ps: 'د بي آی اېس پي د ولسوالۍ دفتر',
      },
    }).map((office) => ({ ...office, parent: zonal.id })),
    ...inEachDistrict({
      institution: 'bisp',
      kind: 'tehsil_office',
      under: 'district_office',
      names: {
        en: 'BISP tehsil office and registration desk',
        ur: 'بی آئی ایس پی تحصیل دفتر اور رجسٹریشن ڈیسک',
        ps: 'د بي آی اېس پي د تحصیل دفتر او د نوم لیکنې مېز',
      },
    }),
  ]

  const offices: Readonly<Record<string, readonly Office[]>> = {
    bisp,
    pbm: inEachDistrict({
      institution: 'pbm',
      kind: 'district_office',
      names: {
        en: 'Bait-ul-Mal district office',
        ur: 'بیت المال ضلعی دفتر',
        ps: 'د بیت المال د ولسوالۍ دفتر',
      },
    }),
    eobi: [
      forTheProvince('eobi-regional-office', 'regional_office', {
        en: 'EOBI regional office',
        ur: 'ای او بی آئی ریجنل دفتر',
        ps: 'د ای او بي آی سیمه ییز دفتر',
      }),
    ],
    ppaf: [
      forTheProvince('ppaf-partner-organisation', 'partner_organisation', {
        en: 'PPAF partner organisation of the district',
        ur: 'ضلع میں پی پی اے ایف کا شراکت دار ادارہ',
        ps: 'په ولسوالۍ کې د پي پي اې اېف شریکه اداره',
      }),
    ],
    nadra: inEachDistrict({
      institution: 'nadra',
      kind: 'registration_centre',
      names: { en: 'NADRA registration centre', ur: 'نادرا رجسٹریشن سنٹر', ps: 'د نادرا د نوم لیکنې مرکز' },
    }),
    hospital: inEachDistrict({
      institution: 'hospital',
      kind: 'hospital',
      names: {
        en: 'District headquarters hospital',
        ur: 'ضلعی ہیڈکوارٹر ہسپتال',
        ps: 'د ولسوالۍ مرکزي روغتون',
      },
    }),
    school: [
      forTheProvince('school-of-the-child', 'school', {
        en: 'The child’s school',
        ur: 'بچے کا سکول',
        ps: 'د ماشوم ښوونځی',
      }),
    ],
    'disability-board': inEachDistrict({
      institution: 'disability-board',
      kind: 'board',
      names: {
        en: 'Disability assessment board',
        ur: 'معذوری کا جائزہ بورڈ',
        ps: 'د معذورۍ د ارزونې بورډ',
      },
    }),
    'local-council': [forTheProvince('council-of-the-village', 'council_office', council)],
  }

  return institutions.flatMap((institution) => {
    const here = offices[institution.id]
    return here === undefined ? [] : [{ ...institution, offices: here }]
  })
}
