import * as core from '@onewindow/core/extension'

type FollowUp = { readonly household_id: core.HouseholdId; readonly due_on: string }

/** Says when the window looks at a household again; once more, and the day moves. */
const setFollowUp = (
  session: core.Session,
  input: { readonly idempotencyKey: string; readonly household: string; readonly on: string },
) =>
  core.once(session, { key: input.idempotencyKey, request: input }, async () => {
    core.checkDay(input.on, ['on'])
    if (input.on < core.today(session)) throw core.invalid('FOLLOW_UP_PAST', ['on'])
    const found = await core.requireHousehold(session, input.household, { action: 'follow-up:set' })
    await core.sql`insert into follow_up (tenant_id, operating_area, household_id, due_on)
      values (${session.tenant.id}, ${found.operating_area}, ${found.household_id}, ${input.on})
      on conflict (tenant_id, household_id) do update set due_on = excluded.due_on`.execute(session.tx)
    await core.audit(session, 'follow-up.set', { subjects: [found.household_id] })
    return { household_id: found.household_id, due_on: input.on }
  })

/** A day on which a window looks at a household again. */
export const followUp = core.defineExtension({
  name: 'follow-up',
  compatibility: '^0.1.0',
  migrations: new URL('../migrations/', import.meta.url),
  tables: ['follow_up'],
  actions: ['follow-up:set'],
  texts: {
    en: { 'error.FOLLOW_UP_PAST': 'This day has passed: name one that is still to come.' },
    ur: { 'error.FOLLOW_UP_PAST': 'یہ دن گزر چکا ہے: آنے والا کوئی دن بتائیں۔' },
  },
  graphql(builder) {
    const FollowUpRef = builder.objectRef<FollowUp>('FollowUp').implement({
      extensions: core.table({
        table: 'follow_up',
        permission: 'household.read',
        areas: true,
        subject: 'household_id',
        household: (row) => core.sql`(${core.sql.ref(`${row}.household_id`)})`,
      }),
      fields: (t) => ({
        household: t.exposeID('household_id'),
        dueOn: t.expose('due_on', { type: 'Date' }),
      }),
    })
    builder.objectField(core.HouseholdRef, 'followUp', (t) =>
      t.field({
        type: FollowUpRef,
        nullable: true,
        extensions: core.relation({ many: false, on: { household_id: 'household_id' } }),
        resolve: (row, _args, _context, info) => core.nested<FollowUp | null>(row, info),
      }),
    )
    builder.queryField('followUps', (t) =>
      t.field({
        type: core.connectionOf('FollowUp', FollowUpRef, builder),
        description: 'Those due by a day.',
        args: { by: t.arg({ type: 'Date', required: true }), first: t.arg.int(), after: t.arg.string() },
        extensions: { permission: 'household.read' },
        resolve(_root, { by, ...page }, context, info) {
          core.checkDay(by, ['by'])
          const where = (row: string) => core.sql`${core.sql.ref(`${row}.due_on`)} <= ${by}`
          return context.read((session) =>
            core.readConnection<FollowUp>(session, info, {
              type: 'FollowUp',
              by: ['household_id'],
              page,
              where,
            }),
          )
        },
      }),
    )
    builder.mutationField('setFollowUp', (t) =>
      t.field({
        type: core.resultOf('FollowUpResult', FollowUpRef, builder),
        args: {
          idempotencyKey: t.arg.id({ required: true }),
          household: t.arg.id({ required: true }),
          on: t.arg({ type: 'Date', required: true }),
        },
        extensions: { permission: 'follow-up:set' },
        resolve: (_root, input, context) =>
          core.changed(context, 'follow-up:set', (session) => setFollowUp(session, input)),
      }),
    )
  },
})
