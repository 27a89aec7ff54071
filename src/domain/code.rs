//! The closed lists of codes that figures are counted by.
//!
//! Labels are not here but in `assets/catalogues/codes.csv`. Must stay true: the codes are those of the exchange files
//! and never change their meaning.

/// Declares a closed list: an enum, every value in order, and the code of each; a number where the log holds it.
macro_rules! closed {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$inner:meta])* $variant:ident $(: $number:literal)? = $code:expr),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum $name { $($(#[$inner])* $variant $(= $number)?),+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: [Self; [$(Self::$variant),+].len()] = [$(Self::$variant),+];

            /// The code: in files, in the log, in the keys of texts.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The value of a code; nothing for a code of no value.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.code() == code)
            }
        }
    };
}
pub(crate) use closed;

/// Declares a closed list that stands in `codes.csv`.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident in $list:literal { $($(#[$inner:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        closed! { $(#[$doc])* pub enum $name { $($(#[$inner])* #[doc = concat!("`", $code, "`")] $variant = $code),+ } }

        impl $name {
            /// The list's name in `codes.csv`.
            pub const LIST: &'static str = $list;
        }
    };
}

codes! {
    /// What brought the child to the office.
    Kind in "kind" {
        Foreign = "foreign",
        /// A Mexican child returned from the United States.
        Repatriated = "repatriated",
        /// A foreign child received from the United States.
        Received = "received",
    }
}

codes! {
    /// The child's sex.
    Sex in "sex" { Male = "male", Female = "female", Other = "other" }
}

codes! {
    /// How the child travels (Ley de Migracion art. 3; separated: UNHCR).
    Accompaniment in "accompaniment" {
        Accompanied = "accompanied",
        Unaccompanied = "unaccompanied",
        Separated = "separated",
    }
}

codes! {
    /// How a case ended.
    Outcome in "outcome" {
        AssistedReturn = "assisted_return",
        Deportation = "deportation",
        Regularised = "regularised",
        HumanitarianCard = "humanitarian_card",
        RefugeeStatus = "refugee_status",
        ComplementaryProtection = "complementary_protection",
        ReunifiedMexico = "reunified_mexico",
        ReunifiedAbroad = "reunified_abroad",
        HandedToDif = "handed_to_dif",
        HandedToFamily = "handed_to_family",
        LeftShelter = "left_shelter",
        Turned18 = "turned_18",
        Died = "died",
        Other = "other",
    }
}

codes! {
    /// What kind of help was given.
    ServiceCategory in "service_category" {
        Health = "health",
        Food = "food",
        Clothing = "clothing",
        Rest = "rest",
        Hygiene = "hygiene",
        Psychosocial = "psychosocial",
        Information = "information",
        Legal = "legal",
        Interpreter = "interpreter",
        Transport = "transport",
        Other = "other",
    }
}

codes! {
    /// Whether the help reached the child.
    ServiceStatus in "service_status" { Given = "given", Refused = "refused", Unavailable = "unavailable" }
}

codes! {
    /// Whether calling this contact is safe for the child.
    Safe in "safe" { Yes = "yes", No = "no", Pending = "pending" }
}

codes! {
    /// What came of a call.
    CallOutcome in "call_outcome" {
        Reached = "reached",
        NoAnswer = "no_answer",
        Busy = "busy",
        Voicemail = "voicemail",
        WrongNumber = "wrong_number",
        OutOfService = "out_of_service",
        MessageSent = "message_sent",
        Received = "received",
        RefusedByMinor = "refused_by_minor",
        NotAllowed = "not_allowed",
    }
}

codes! {
    /// Yes or no.
    YesNo in "yes_no" { Yes = "yes", No = "no" }
}
