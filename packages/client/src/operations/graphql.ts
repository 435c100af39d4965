/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The day, the year, or about how old someone is: one of them, or none where nobody knows. */
export type BirthInput = {
  readonly date?: string | null | undefined;
  readonly estimatedAge?: number | null | undefined;
  readonly year?: number | null | undefined;
};

export type EnrolmentInput = {
  readonly asOf?: string | null | undefined;
  readonly enrolled: boolean;
  readonly level: EnrolmentLevel;
  readonly programme: string;
};

/** The family says so, an institution’s list says so, or a decision or letter does. */
export type EnrolmentLevel =
  | 'confirmed'
  | 'declared'
  | 'listed';

/** One observation: exactly one of boolean, number, choice, date and year. */
export type FactInput = {
  readonly boolean?: boolean | null | undefined;
  readonly choice?: string | null | undefined;
  readonly date?: string | null | undefined;
  readonly fact: string;
  /** Committee, for a certificate. */
  readonly issuer?: string | null | undefined;
  /** Decimal text, in any digits. */
  readonly number?: string | null | undefined;
  readonly observedOn?: string | null | undefined;
  /** The chosen programme, for a sensitive fact. */
  readonly programme?: string | null | undefined;
  /** Survey round, for a score. */
  readonly round?: string | null | undefined;
  readonly source: FactSource;
  readonly year?: number | null | undefined;
};

export type FactSource =
  | 'committee'
  | 'document'
  | 'family'
  | 'import'
  | 'institution'
  | 'window';

export type IdentifierInput = {
  readonly kind: string;
  /** In any digits, with or without hyphens. */
  readonly number: string;
};

export type MemberInput = {
  readonly birth?: BirthInput | null | undefined;
  readonly enrolments?: ReadonlyArray<EnrolmentInput> | null | undefined;
  readonly facts?: ReadonlyArray<FactInput> | null | undefined;
  readonly identifiers?: ReadonlyArray<IdentifierInput> | null | undefined;
  /** Names the member inside this input. */
  readonly key: string;
  readonly name: string;
  /** Father’s or husband’s name. */
  readonly parentName?: string | null | undefined;
  readonly presence?: Presence | null | undefined;
  readonly role: RoleInHousehold;
  readonly sex: Sex;
};

/** By precedence: the first that applies. */
export type Outcome =
  | 'ALREADY_ENROLLED'
  | 'ELIGIBLE'
  | 'EXCLUDED_BY_OVERLAP'
  | 'NEEDS_INFORMATION'
  | 'NOT_ELIGIBLE'
  | 'NOT_IN_FORCE';

/** Under the roof, away (a migrant), or in an institution. */
export type Presence =
  | 'absent'
  | 'institution'
  | 'resident';

export type RegisterHouseholdInput = {
  readonly address?: string | null | undefined;
  readonly area: string;
  /** The candidates were looked at: this is another family. */
  readonly confirmNew?: boolean | null | undefined;
  /** The family agrees to be registered and screened. */
  readonly consent: boolean;
  readonly enrolments?: ReadonlyArray<EnrolmentInput> | null | undefined;
  readonly facts?: ReadonlyArray<FactInput> | null | undefined;
  /** Repeating it gives the same household. */
  readonly idempotencyKey: string;
  readonly language?: string | null | undefined;
  readonly members: ReadonlyArray<MemberInput>;
  readonly occurredOn?: string | null | undefined;
  readonly relationships?: ReadonlyArray<RelationInput> | null | undefined;
  readonly village?: string | null | undefined;
};

export type Relation =
  | 'father'
  | 'guardian'
  | 'mother'
  | 'spouse';

/** The relative is the relation of the person; both are members: by their keys in a registration, by their ids later. */
export type RelationInput = {
  readonly person: string;
  readonly relation: Relation;
  readonly relative: string;
};

export type RoleInHousehold =
  | 'child'
  | 'head'
  | 'other'
  | 'parent'
  | 'relative'
  | 'sibling'
  | 'spouse';

export type Sex =
  | 'female'
  | 'male'
  | 'other'
  | 'unknown';

export type HouseholdQueryVariables = Exact<{
  id?: string | null | undefined;
  reference?: string | null | undefined;
}>;


export type HouseholdQuery = { readonly household: { readonly id: string, readonly reference: string, readonly village: string | null, readonly language: string, readonly area: { readonly id: string, readonly name: string }, readonly members: ReadonlyArray<{ readonly role: RoleInHousehold, readonly presence: Presence, readonly person: { readonly id: string, readonly name: string } | null }> } | null };

export type HouseholdsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  area?: string | null | undefined;
}>;


export type HouseholdsQuery = { readonly households: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly reference: string, readonly village: string | null, readonly area: { readonly id: string, readonly name: string } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type RegisterHouseholdMutationVariables = Exact<{
  input: RegisterHouseholdInput;
}>;


export type RegisterHouseholdMutation = { readonly registerHousehold:
    | { readonly __typename: 'HouseholdPayload', readonly household: { readonly id: string, readonly reference: string, readonly village: string | null, readonly language: string, readonly area: { readonly id: string, readonly name: string }, readonly members: ReadonlyArray<{ readonly role: RoleInHousehold, readonly presence: Presence, readonly person: { readonly id: string, readonly name: string } | null }> } }
    | { readonly __typename: 'PossibleDoubles', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly candidates: ReadonlyArray<{ readonly id: string, readonly name: string }> }
    | { readonly __typename: 'Refusal', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'RegisteredElsewhere', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

export type HouseholdShownFragment = { readonly id: string, readonly reference: string, readonly village: string | null, readonly language: string, readonly area: { readonly id: string, readonly name: string }, readonly members: ReadonlyArray<{ readonly role: RoleInHousehold, readonly presence: Presence, readonly person: { readonly id: string, readonly name: string } | null }> };

type Refused_OverlapsFound_Fragment = { readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_PossibleDoubles_Fragment = { readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_Refusal_Fragment = { readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> };

type Refused_RegisteredElsewhere_Fragment = { readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> };

export type RefusedFragment =
  | Refused_OverlapsFound_Fragment
  | Refused_PossibleDoubles_Fragment
  | Refused_Refusal_Fragment
  | Refused_RegisteredElsewhere_Fragment
;

export type ScreenHouseholdMutationVariables = Exact<{
  household: string;
  on?: string | null | undefined;
  programmes?: ReadonlyArray<string> | string | null | undefined;
}>;


export type ScreenHouseholdMutation = { readonly screenHousehold:
    | { readonly __typename: 'Refusal', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'ScreeningPayload', readonly screening: { readonly id: string, readonly on: string, readonly results: ReadonlyArray<{ readonly outcome: Outcome, readonly text: string, readonly nextStep: string, readonly programme: { readonly id: string, readonly name: string }, readonly unit: { readonly id: string, readonly name: string } }> } }
   };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { readonly viewer: { readonly id: string, readonly roles: ReadonlyArray<string>, readonly permissions: ReadonlyArray<{ readonly action: string, readonly areas: ReadonlyArray<string>, readonly everywhere: boolean }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const HouseholdShownFragmentDoc = new TypedDocumentString(`
    fragment HouseholdShown on Household {
  id
  reference
  village
  language
  area {
    id
    name
  }
  members {
    role
    presence
    person {
      id
      name
    }
  }
}
    `, {"fragmentName":"HouseholdShown"}) as unknown as TypedDocumentString<HouseholdShownFragment, unknown>;
export const RefusedFragmentDoc = new TypedDocumentString(`
    fragment Refused on Problem {
  code
  message
  path
}
    `, {"fragmentName":"Refused"}) as unknown as TypedDocumentString<RefusedFragment, unknown>;
export const HouseholdDocument = new TypedDocumentString(`
    query Household($id: ID, $reference: String) {
  household(id: $id, reference: $reference) {
    ...HouseholdShown
  }
}
    fragment HouseholdShown on Household {
  id
  reference
  village
  language
  area {
    id
    name
  }
  members {
    role
    presence
    person {
      id
      name
    }
  }
}`, {"hash":"sha256:9bf40e42636814a52acf6517883adc4490954b21281e6e69a63bf2b4a8f0f484"}) as unknown as TypedDocumentString<HouseholdQuery, HouseholdQueryVariables>;
export const HouseholdsDocument = new TypedDocumentString(`
    query Households($first: Int, $after: String, $area: ID) {
  households(first: $first, after: $after, area: $area) {
    edges {
      node {
        id
        reference
        village
        area {
          id
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:5daa8b1e73fbfaf2597906ea6813f63d60c59228e2178e590d78bb11548dd698"}) as unknown as TypedDocumentString<HouseholdsQuery, HouseholdsQueryVariables>;
export const RegisterHouseholdDocument = new TypedDocumentString(`
    mutation RegisterHousehold($input: RegisterHouseholdInput!) {
  registerHousehold(input: $input) {
    __typename
    ... on HouseholdPayload {
      household {
        ...HouseholdShown
      }
    }
    ... on PossibleDoubles {
      candidates {
        id
        name
      }
    }
    ...Refused
  }
}
    fragment HouseholdShown on Household {
  id
  reference
  village
  language
  area {
    id
    name
  }
  members {
    role
    presence
    person {
      id
      name
    }
  }
}
fragment Refused on Problem {
  code
  message
  path
}`, {"hash":"sha256:d3fc5cd94c832ee910b16918a47a7325ddb565aa066db3e5b3cf6a63ed397078"}) as unknown as TypedDocumentString<RegisterHouseholdMutation, RegisterHouseholdMutationVariables>;
export const ScreenHouseholdDocument = new TypedDocumentString(`
    mutation ScreenHousehold($household: ID!, $on: Date, $programmes: [ID!]) {
  screenHousehold(household: $household, on: $on, programmes: $programmes) {
    __typename
    ... on ScreeningPayload {
      screening {
        id
        on
        results {
          outcome
          text
          nextStep
          programme {
            id
            name
          }
          unit {
            id
            name
          }
        }
      }
    }
    ...Refused
  }
}
    fragment Refused on Problem {
  code
  message
  path
}`, {"hash":"sha256:186ffa718bb9811044e034be17141e5886919b29eb05d5cf2859f05e0cc58e4e"}) as unknown as TypedDocumentString<ScreenHouseholdMutation, ScreenHouseholdMutationVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    id
    roles
    permissions {
      action
      areas
      everywhere
    }
  }
}
    `, {"hash":"sha256:e0fcf3aa9eaf1adb96eee6bce57b541d12dc4492d7ed48beb061737d9df3b1fb"}) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;