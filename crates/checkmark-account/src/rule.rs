//! The rules of the domain, by id.

use crate::words::words;

words! {
    /// A rule of the domain: what a refusal, a reason or a next step rests on.
    ///
    /// The id is stable; `docs/RULES.md` says what each rule asks and where it is held. Open: the
    /// domain grows.
    ///
    /// ```
    /// use checkmark_account::Rule;
    ///
    /// assert_eq!(Rule::Code4.as_str(), "CODE-4");
    /// assert_eq!("REG-5".parse(), Ok(Rule::Reg5));
    /// ```
    #[non_exhaustive]
    #[expect(missing_docs, reason = "a variant is named after its id, and says no more")]
    Rule, UnknownRule, "unknown rule";
    Acc1 "ACC-1",
    Acc2 "ACC-2",
    Acc3 "ACC-3",
    Acc4 "ACC-4",
    Acc5 "ACC-5",
    Acc6 "ACC-6",
    Acc7 "ACC-7",
    Acc8 "ACC-8",
    Code1 "CODE-1",
    Code2 "CODE-2",
    Code3 "CODE-3",
    Code4 "CODE-4",
    Code5 "CODE-5",
    Code6 "CODE-6",
    Code7 "CODE-7",
    Code8 "CODE-8",
    Code9 "CODE-9",
    Mark1 "MARK-1",
    Tier1 "TIER-1",
    Tier2 "TIER-2",
    Tier3 "TIER-3",
    Tier4 "TIER-4",
    Tier5 "TIER-5",
    Tier6 "TIER-6",
    Tier7 "TIER-7",
    Reg1 "REG-1",
    Reg2 "REG-2",
    Reg3 "REG-3",
    Reg4 "REG-4",
    Reg5 "REG-5",
    Reg6 "REG-6",
    Reg7 "REG-7",
    Reg8 "REG-8",
    Dom1 "DOM-1",
    Dom2 "DOM-2",
    Dom3 "DOM-3",
    Dom4 "DOM-4",
    Fix1 "FIX-1",
    Fix2 "FIX-2",
    Tkt1 "TKT-1",
    Tkt2 "TKT-2",
    Tkt3 "TKT-3",
    Tkt4 "TKT-4",
    Tkt5 "TKT-5",
    Tkt6 "TKT-6",
    Tkt7 "TKT-7",
    Tkt8 "TKT-8",
    Sla1 "SLA-1",
    Sla2 "SLA-2",
    Sla3 "SLA-3",
    Sla4 "SLA-4",
    Sla5 "SLA-5",
    Sla6 "SLA-6",
    Org1 "ORG-1",
    Org2 "ORG-2",
    Org3 "ORG-3",
    Org4 "ORG-4",
    Org5 "ORG-5",
    Org6 "ORG-6",
    Ast1 "AST-1",
    Law1 "LAW-1",
    Law2 "LAW-2",
    Law3 "LAW-3",
    Law4 "LAW-4",
    Law5 "LAW-5",
    Law6 "LAW-6",
    Law7 "LAW-7",
    Law8 "LAW-8",
}
