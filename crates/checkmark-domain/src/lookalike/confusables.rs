//! Characters that look like ASCII, by what they look like.
//!
//! From the confusables of UTS #39, as far as UTS #46 lets the character stand in a name and its
//! skeleton is ASCII (in lower case). A test holds every row against the crate `unicode-security`.

/// A line for each look: what the characters look like, a blank, the characters.
pub(super) const CONFUSABLES: &str = "\
    - ˗\u{174d}\u{1bf3}\u{2010}\u{2012}\u{2013}\u{2043}\u{2212}\u{2796}\u{2cbb}\u{aa7d}\
    \u{10191}\n\
    2 \u{14bf}\u{1616}\u{a6ef}\n\
    3 \u{969}\u{ae9}\u{1702}\u{118ca}\u{16f3b}\u{1d206}\n\
    4 \u{13ce}\u{16e82}\n\
    6 б\u{13ee}\u{2cd3}\u{a543}\u{118d5}\n\
    7 \u{172a}\u{118c6}\u{16e8a}\u{1d1fe}\u{1d212}\n\
    8 ȣ\u{9ea}\u{a6a}\u{b03}\u{a589}\u{1031a}\u{11445}\u{169fe}\n\
    9 \u{9ed}\u{a67}\u{b68}\u{d6d}\u{2ccb}\u{a76f}\u{118cc}\u{118d6}\u{169c1}\u{1e2f2}\n\
    a ɑαа\u{13aa}\u{15c5}\u{237a}\u{a4ee}\u{ab64}\u{102a0}\u{16f40}\u{1df5a}\n\
    aa \u{a733}\n\
    ae æӕ\n\
    ao \u{a735}\n\
    ar \u{1f707}\n\
    au \u{a737}\n\
    av \u{a739}\u{a73b}\n\
    ay \u{a73d}\n\
    b \u{13cf}\u{13f4}\u{1472}\u{15af}\u{15f7}\u{a4d0}\u{a557}\u{10282}\u{102a1}\u{10301}\
    \u{1031c}\u{1d207}\n\
    c с\u{1004}\u{105a}\u{13df}\u{1d04}\u{2ca5}\u{a4da}\u{102a2}\u{10302}\u{1043d}\u{1051b}\
    \u{118e9}\u{118f2}\u{1d134}\u{1f74c}\n\
    co \u{ab43}\n\
    d ԁ\u{13a0}\u{13e7}\u{146f}\u{15de}\u{15ea}\u{a4d2}\u{a4d3}\u{1018b}\n\
    dz ʣ\n\
    e еҽ\u{13ac}\u{212e}\u{22ff}\u{2d39}\u{a4f0}\u{a5cb}\u{ab32}\u{10286}\u{1df81}\n\
    f ƒʄ\u{584}\u{15b4}\u{1e9d}\u{a4dd}\u{a799}\u{ab35}\u{1017e}\u{10287}\u{102a5}\u{10525}\
    \u{118c2}\u{1d213}\n\
    g ƍɡ\u{581}\u{13c0}\u{13f3}\u{1d83}\u{a4d6}\n\
    h һ\u{570}\u{13bb}\u{13c2}\u{157c}\u{a4e7}\u{102cf}\n\
    i ¡ıɩɪιі\u{582}\u{13a5}\u{2373}\u{2c93}\u{a647}\u{118c3}\n\
    ie \u{1df5d}\n\
    j ȷϳј\u{575}\u{13ab}\u{148d}\u{a4d9}\n\
    k \u{13e6}\u{16d5}\u{a4d7}\u{10518}\n\
    l ǀӏ\u{6f1}\u{964}\u{104a}\u{13de}\u{14aa}\u{16c1}\u{16d0}\u{21bf}\u{2223}\u{23fd}\u{2502}\
    \u{2503}\u{2d4a}\u{2d4f}\u{a4e1}\u{a4f2}\u{a56f}\u{a781}\u{a7fe}\u{a830}\u{a8ce}\u{aa5d}\
    \u{1028a}\u{10309}\u{10320}\u{1050e}\u{10526}\u{11047}\u{110c0}\u{11141}\u{111c5}\u{113d4}\
    \u{1144b}\u{115c5}\u{11641}\u{11c41}\u{11dda}\u{11de1}\u{16d63}\u{16f16}\u{16f28}\u{1d100}\
    \u{1d22a}\u{1d377}\u{1e141}\n\
    ll ǁ\u{965}\u{104b}\u{2016}\u{2225}\u{a8cf}\u{11048}\u{110c1}\u{11142}\u{111c6}\u{113d5}\
    \u{1144c}\u{11642}\u{11c42}\u{1d262}\n\
    lll \u{a516}\n\
    ls ʪ\n\
    lt \u{20b6}\n\
    lz ʫ\n\
    m \u{13b7}\u{15f0}\u{16d6}\u{a4df}\u{102b0}\u{10311}\n\
    mb \u{1f76b}\n\
    n \u{578}\u{57c}\u{a4e0}\u{10513}\u{11abe}\n\
    o οσϭо\u{585}\u{6f5}\u{966}\u{9e6}\u{a66}\u{ae6}\u{b20}\u{b66}\u{be6}\u{c02}\u{c66}\u{c82}\
    \u{ce6}\u{d02}\u{d20}\u{d66}\u{d82}\u{e50}\u{ed0}\u{101d}\u{1040}\u{10ff}\u{110b}\u{11bc}\
    \u{12d0}\u{17e0}\u{1a45}\u{1a80}\u{1a90}\u{1bea}\u{1d0f}\u{1d11}\u{2c9f}\u{2d54}\u{3007}\
    \u{a4f3}\u{ab3d}\u{10292}\u{102ab}\u{1030f}\u{1042c}\u{104ea}\u{10516}\u{11124}\u{11302}\
    \u{114d0}\u{118c8}\u{118d7}\u{118e0}\u{11de0}\u{16ae9}\u{1e140}\u{1e2f0}\n\
    oe œ\n\
    oi \u{1df5e}\n\
    oo \u{1147}\u{11ee}\u{221e}\u{a699}\u{a74f}\n\
    ou \u{1df5f}\n\
    oy ѹ\n\
    p þƿρϸр\u{13e2}\u{146d}\u{2374}\u{2ca3}\u{2ccf}\u{a4d1}\u{10295}\n\
    q ԛ\u{563}\u{566}\u{2d55}\n\
    qe \u{1f700}\n\
    r г\u{13a1}\u{13d2}\u{1587}\u{1d26}\u{2c85}\u{a4e3}\u{ab47}\u{ab48}\u{16a19}\u{16f35}\
    \u{1d216}\n\
    rn \u{560}\u{11700}\u{118e3}\n\
    s ƽѕ\u{d1f}\u{10fd}\u{13d5}\u{13da}\u{a4e2}\u{a576}\u{a731}\u{10296}\u{10448}\u{118c1}\
    \u{16ad6}\u{16f3a}\n\
    sss \u{1f75c}\n\
    t \u{13a2}\u{22a4}\u{27d9}\u{3112}\u{4e05}\u{a4d4}\u{a50b}\u{10297}\u{102b1}\u{10315}\
    \u{16f0a}\u{1d373}\u{1f768}\n\
    tf \u{a777}\n\
    th \u{1df64}\n\
    ts ʦ\n\
    u ʋυ\u{57d}\u{1200}\u{144c}\u{1d1c}\u{222a}\u{22c3}\u{a4f4}\u{a79f}\u{ab4e}\u{ab52}\
    \u{104f6}\u{118d8}\u{16f42}\n\
    ue \u{1d6b}\n\
    uo \u{ab63}\n\
    v νѵ\u{6f7}\u{13d9}\u{142f}\u{1d20}\u{2228}\u{22c1}\u{2d38}\u{a4e6}\u{a6df}\u{1051d}\
    \u{11706}\u{118c0}\u{16f08}\u{1cefc}\u{1d20d}\u{1e145}\n\
    vb \u{1f76c}\n\
    w ɯшѡԝ\u{561}\u{13b3}\u{13d4}\u{1d21}\u{29e2}\u{2cbd}\u{a4ea}\u{a7fa}\u{1170a}\u{1170e}\
    \u{1170f}\u{118e6}\u{118ef}\u{1d20c}\u{1df7d}\n\
    wh \u{1df65}\n\
    x ×х\u{1541}\u{157d}\u{166d}\u{166e}\u{16b7}\u{1763}\u{1bec}\u{1cf5}\u{2573}\u{292b}\
    \u{292c}\u{2a2f}\u{2d5d}\u{a4eb}\u{10290}\u{102b4}\u{10317}\u{10322}\u{10527}\u{118ec}\n\
    y ɣʏγуү\u{10e7}\u{13a9}\u{13bd}\u{1d8c}\u{1eff}\u{2ca9}\u{311a}\u{4e2b}\u{a4ec}\u{ab5a}\
    \u{102b2}\u{118c4}\u{118dc}\u{16f43}\n\
    z \u{13c3}\u{1d22}\u{2c6c}\u{2c8d}\u{2d2d}\u{a4dc}\u{a6c9}\u{102f5}\u{10507}\u{118e5}\
    \u{11abc}\n\
";
