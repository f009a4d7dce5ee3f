//! What codes of the crates mean where they have no sentence for it: by the code, in English and in
//! Swedish.

/// What somebody does at a step of a way out, told to whoever does it: by the command, or
/// `give_password`.
pub(crate) const DEEDS: &[(&str, &str, &str)] = &[
    // Commands to an account.
    ("sign_up", "create an account", "skapa ett konto"),
    ("request_code", "ask for another code", "be om en ny kod"),
    ("submit_code", "enter the code", "ange koden"),
    (
        "start_business_registration",
        "start business registration, at Create account",
        "börja företagsregistreringen, på Skapa konto",
    ),
    (
        "choose_route",
        "say how you belong to a business, on My account",
        "ange hur du hör till ett företag, på Mitt konto",
    ),
    (
        "submit_details",
        "submit the business details, on My account",
        "lämna företagsuppgifterna, på Mitt konto",
    ),
    (
        "choose_organization",
        "choose the organization, on My account",
        "välj organisationen, på Mitt konto",
    ),
    (
        "submit_profile",
        "have the company profile set up, at Support",
        "låt skapa företagsprofilen, på Support",
    ),
    ("add_product", "add the product", "lägg till produkten"),
    (
        "sign_in",
        "sign in at the support site",
        "logga in på supportwebbplatsen",
    ),
    ("sign_out", "sign out", "logga ut"),
    (
        "report_mark",
        "report the mark that is seen",
        "rapportera markeringen som syns",
    ),
    (
        "repair_step",
        "do the step of the repair that is due, on My account",
        "gör steget i reparationen som står på tur, på Mitt konto",
    ),
    ("request_support", "ask support", "fråga supporten"),
    ("withdraw", "withdraw the request", "dra tillbaka ärendet"),
    (
        "change_address",
        "change the address, on My account",
        "byt adress, på Mitt konto",
    ),
    (
        "confirm_address",
        "enter the code that was mailed to the new address",
        "ange koden som skickades till den nya adressen",
    ),
    ("change_name", "change the name", "byt namn"),
    (
        "request_password_change",
        "change the password",
        "byt lösenord",
    ),
    (
        "add_customer_number",
        "add the customer number",
        "lägg till kundnumret",
    ),
    (
        "remove_customer_number",
        "remove the customer number",
        "ta bort kundnumret",
    ),
    (
        "accept_invitation",
        "accept the invitation",
        "tacka ja till inbjudan",
    ),
    (
        "leave_organization",
        "leave the organization",
        "lämna organisationen",
    ),
    ("deactivate", "deactivate the account", "inaktivera kontot"),
    (
        "reactivate",
        "take the account up again",
        "ta kontot i bruk igen",
    ),
    ("close", "close the account", "stäng kontot"),
    (
        "erase",
        "erase what is personal",
        "radera personuppgifterna",
    ),
    (
        "domain_judged",
        "look the domain of the address up",
        "slå upp adressens domän",
    ),
    (
        "profiles_found",
        "look for company profiles",
        "sök företagsprofiler",
    ),
    (
        "profile_changed",
        "tell how the company profile changed",
        "meddela hur företagsprofilen ändrades",
    ),
    (
        "mail_handed_over",
        "hand the mail over",
        "lämna över brevet",
    ),
    (
        "mail_failed",
        "tell that the mail came back",
        "meddela att brevet kom i retur",
    ),
    (
        "mark_not_propagated",
        "tell that the mark did not move",
        "meddela att markeringen inte flyttades",
    ),
    ("request_opened", "open the request", "öppna ärendet"),
    ("request_closed", "close the request", "stäng ärendet"),
    (
        "approve_profile",
        "set the company profile up",
        "skapa företagsprofilen",
    ),
    (
        "refuse_profile",
        "refuse the company profile",
        "avslå företagsprofilen",
    ),
    (
        "validate_account",
        "validate the account",
        "validera kontot",
    ),
    ("decline_account", "decline the account", "avslå kontot"),
    ("unlock_codes", "unlock the codes", "lås upp koderna"),
    ("suspend", "suspend the account", "stäng av kontot"),
    ("reinstate", "reinstate the account", "öppna kontot igen"),
    (
        "confirm_partner",
        "confirm the partner",
        "bekräfta partnern",
    ),
    ("refuse_partner", "refuse the partner", "avslå partnern"),
    ("relation_ended", "end the relation", "avsluta relationen"),
    ("invited", "invite the address", "bjud in adressen"),
    (
        "invitation_revoked",
        "take the invitation back",
        "ta tillbaka inbjudan",
    ),
    ("role_granted", "give the role", "ge rollen"),
    ("role_withdrawn", "withdraw the role", "ta tillbaka rollen"),
    ("member_removed", "remove the member", "ta bort medlemmen"),
    ("domain_dropped", "give the domain up", "släpp domänen"),
    (
        "time_passed",
        "wait until it is due",
        "vänta tills det är dags",
    ),
    (
        "give_password",
        "verify the password again, on My account",
        "ange lösenordet igen, på Mitt konto",
    ),
    // Commands to a request.
    ("save_draft", "fill the form in", "fyll i formuläret"),
    ("submit", "send the form", "skicka formuläret"),
    ("contact", "contact the person", "kontakta personen"),
    ("begin_validation", "begin to validate", "börja validera"),
    ("ask", "ask a question", "ställ en fråga"),
    (
        "drop_question",
        "take the question back",
        "ta tillbaka frågan",
    ),
    ("answer", "answer the question", "svara på frågan"),
    (
        "add_information",
        "add information",
        "lägg till information",
    ),
    ("note", "make a note", "gör en anteckning"),
    (
        "automatic_message",
        "send a message",
        "skicka ett meddelande",
    ),
    (
        "account_moved",
        "tell how the account moved",
        "meddela hur kontot ändrades",
    ),
    ("validate", "validate the account", "validera kontot"),
    ("appoint", "appoint the nominees", "utse de nominerade"),
    ("unlock", "unlock the codes", "lås upp koderna"),
    ("decline", "decline the request", "avslå ärendet"),
    (
        "end_account",
        "end the request with its account",
        "avsluta ärendet med kontot",
    ),
    (
        "mark_duplicate",
        "mark the request as a duplicate",
        "märk ärendet som dubblett",
    ),
    ("absorb", "take the duplicate in", "ta in dubbletten"),
    ("reopen", "reopen the request", "öppna ärendet igen"),
    (
        "recompute",
        "compute the due dates again",
        "räkna om förfallotiderna",
    ),
];

/// Why a request does nothing: a clause.
pub(crate) const REQUEST_REFUSALS: &[(&str, &str, &str)] = &[
    (
        "stale_version",
        "the request has changed meanwhile",
        "ärendet har ändrats under tiden",
    ),
    (
        "actor_not_allowed",
        "somebody else does this",
        "det här får någon annan göra",
    ),
    ("time_ran_back", "the clock ran back", "klockan gick bakåt"),
    (
        "foreign_account",
        "the request belongs to another account",
        "ärendet tillhör ett annat konto",
    ),
    (
        "applicant_unknown",
        "nobody is signed in",
        "ingen är inloggad",
    ),
    (
        "topic_not_offered",
        "the topic is not offered to this account",
        "ämnet erbjuds inte det här kontot",
    ),
    (
        "topic_not_of_actor",
        "others open requests on this topic",
        "andra öppnar ärenden i det ämnet",
    ),
    (
        "form_faulty",
        "some fields will not do",
        "några fält duger inte",
    ),
    (
        "number_not_in_format",
        "the number is not in the format of the desk",
        "numret har inte diskens format",
    ),
    (
        "follows_itself",
        "a request cannot follow itself",
        "ett ärende kan inte följa på sig självt",
    ),
    (
        "not_submitted",
        "the request is not submitted yet",
        "ärendet är inte skickat än",
    ),
    (
        "already_submitted",
        "the request is submitted already",
        "ärendet är redan skickat",
    ),
    (
        "no_question_open",
        "no question waits for an answer",
        "ingen fråga väntar på svar",
    ),
    (
        "unknown_question",
        "there is no such question",
        "det finns ingen sådan fråga",
    ),
    (
        "question_settled",
        "the question is settled already",
        "frågan är redan avgjord",
    ),
    (
        "answer_empty",
        "the answer says nothing",
        "svaret säger ingenting",
    ),
    (
        "too_many_questions",
        "no more questions can be asked",
        "det går inte att ställa fler frågor",
    ),
    (
        "waits_for_person",
        "a question waits for the person",
        "en fråga väntar på personen",
    ),
    (
        "already_validating",
        "support validates already",
        "supporten validerar redan",
    ),
    (
        "not_of_this_topic",
        "a request on this topic does not end so",
        "ett ärende i det ämnet slutar inte så",
    ),
    (
        "standing_moved",
        "the account has moved meanwhile",
        "kontot har ändrats under tiden",
    ),
    (
        "address_moved",
        "the account has another address meanwhile",
        "kontot har fått en annan adress under tiden",
    ),
    (
        "already_resolved",
        "the request was solved already",
        "ärendet är redan avgjort",
    ),
    (
        "already_closed",
        "the request was closed already",
        "ärendet är redan stängt",
    ),
    (
        "already_withdrawn",
        "the request was withdrawn already",
        "ärendet är redan återtaget",
    ),
    (
        "already_duplicate",
        "the request ended as a duplicate",
        "ärendet slutade som dubblett",
    ),
    (
        "nothing_to_reopen",
        "the request is open",
        "ärendet är öppet",
    ),
    (
        "reopening_too_late",
        "it is too late to reopen the request",
        "det är för sent att öppna ärendet igen",
    ),
    (
        "duplicate_of_itself",
        "a request is no duplicate of itself",
        "ett ärende är ingen dubblett av sig självt",
    ),
    (
        "duplicate_of_other",
        "the other request belongs to another account",
        "det andra ärendet tillhör ett annat konto",
    ),
    (
        "already_absorbed",
        "the duplicate was taken in already",
        "dubbletten är redan intagen",
    ),
    (
        "calendar_ends",
        "the calendar of the desk ends before",
        "diskens kalender slutar innan dess",
    ),
];

/// Why an organization does nothing: a clause.
pub(crate) const ORGANIZATION_REFUSALS: &[(&str, &str, &str)] = &[
    ("clock_ran_back", "the clock ran back", "klockan gick bakåt"),
    (
        "not_yours",
        "somebody else does this",
        "det här får någon annan göra",
    ),
    ("no_agent", "nobody is signed in", "ingen är inloggad"),
    (
        "not_administrator",
        "only an administrator of this organization does this",
        "det här får bara en administratör för organisationen göra",
    ),
    (
        "no_profile",
        "there is no company profile yet",
        "det finns ingen företagsprofil än",
    ),
    (
        "profile_exists",
        "there is such a company profile already",
        "företagsprofilen finns redan",
    ),
    (
        "domain_unfit",
        "the domain cannot stand for an organization",
        "domänen kan inte stå för en organisation",
    ),
    (
        "domain_undetermined",
        "what kind of domain it is could not be determined",
        "det gick inte att avgöra vad det är för en domän",
    ),
    (
        "domain_in_dispute",
        "another organization claims the domain",
        "en annan organisation gör anspråk på domänen",
    ),
    (
        "not_associated",
        "the domain is not one of this organization's",
        "domänen hör inte till organisationen",
    ),
    (
        "no_intake",
        "the domain takes nobody in by the address alone",
        "ingen tas emot enbart på adressen",
    ),
    (
        "restricted",
        "one joins by invitation only",
        "man går med endast med inbjudan",
    ),
    (
        "role_mailbox",
        "the mailbox belongs to a function and to nobody",
        "brevlådan hör till en funktion och inte till någon",
    ),
    (
        "invitation_exists",
        "there is such an invitation already",
        "inbjudan finns redan",
    ),
    (
        "no_invitation",
        "no such invitation is open",
        "ingen sådan inbjudan är öppen",
    ),
    (
        "invitation_lapsed",
        "the invitation has lapsed",
        "inbjudan har förfallit",
    ),
    (
        "invited_elsewhere",
        "the invitation went to another address",
        "inbjudan gick till en annan adress",
    ),
    (
        "already_member",
        "the person belongs to the organization already",
        "personen hör redan till organisationen",
    ),
    (
        "not_member",
        "the person does not belong to the organization",
        "personen hör inte till organisationen",
    ),
    (
        "role_unchanged",
        "the person has that role already",
        "personen har redan den rollen",
    ),
    (
        "third_party",
        "a third-party contact administers nothing",
        "en extern kontakt administrerar ingenting",
    ),
    (
        "last_administrator",
        "the last administrator needs a successor",
        "den sista administratören behöver en efterträdare",
    ),
    (
        "unfit_successor",
        "the successor cannot administer",
        "efterträdaren kan inte administrera",
    ),
    (
        "not_partner_administrator",
        "the person is no partner administrator",
        "personen är inte partneradministratör",
    ),
    (
        "no_site",
        "there is no such site",
        "det finns ingen sådan anläggning",
    ),
];

/// What helps where an organization did nothing: a sentence; none where nothing is to be done.
pub(crate) const ORGANIZATION_REMEDIES: &[(&str, &str, &str)] = &[
    ("nothing", "", ""),
    (
        "repair_clock",
        "Set the clock of the system right.",
        "Ställ systemets klocka rätt.",
    ),
    (
        "sign_in",
        "Sign in and try again.",
        "Logga in och försök igen.",
    ),
    (
        "ask_administrator",
        "Ask an administrator of the organization.",
        "Fråga en administratör för organisationen.",
    ),
    (
        "ask_support",
        "Ask administrative support.",
        "Fråga administrativ support.",
    ),
    (
        "ask_invitation",
        "Ask an administrator for an invitation.",
        "Be en administratör om en inbjudan.",
    ),
    (
        "create_profile",
        "Have the company profile set up.",
        "Låt skapa företagsprofilen.",
    ),
    (
        "prove_domain",
        "Prove the domain first.",
        "Bekräfta domänen först.",
    ),
    (
        "use_company_domain",
        "Use a domain that is the company's own.",
        "Använd en domän som är företagets egen.",
    ),
    (
        "use_personal_address",
        "Use an address of a person's own.",
        "Använd en adress som är en persons egen.",
    ),
    (
        "gather_evidence",
        "Try again in a while, when the domain has been looked up.",
        "Försök igen om en stund, när domänen har slagits upp.",
    ),
    (
        "name_successor",
        "Name a successor first.",
        "Utse en efterträdare först.",
    ),
    (
        "promote_employee",
        "Choose an employee of the organization.",
        "Välj en anställd i organisationen.",
    ),
    (
        "add_site",
        "Add the site first.",
        "Lägg till anläggningen först.",
    ),
];

/// The phrase for a code, English and Swedish.
pub(crate) fn phrase(
    phrases: &[(&str, &'static str, &'static str)],
    code: &str,
) -> Option<(&'static str, &'static str)> {
    phrases
        .iter()
        .find_map(|(known, english, swedish)| (*known == code).then_some((*english, *swedish)))
}
