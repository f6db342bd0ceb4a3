import type { LanguageCode } from './phrasebook.ts';

/** The rule by which clocks are ahead by another hour in summer. */
export type SummerTime = 'eu' | 'us' | 'none';

/** A part of the world in which a company has a site. */
export interface Region {
  readonly country: string;
  readonly timeZone: string;
  /** The hours by which clocks there are ahead of UTC in winter. */
  readonly utcOffset: number;
  readonly summerTime: SummerTime;
  /** The days on which hardly anybody works, as `holidaysIn` reads them. */
  readonly holidays: readonly string[];
  readonly locale: string;
  readonly language: LanguageCode;
  readonly phone: string;
  /** Cities with their names in Japanese; in all other languages here they have the same name. */
  readonly cities: readonly (readonly [name: string, inJapanese: string])[];
  /** The names of people there; those of English-speaking regions come from faker. */
  readonly names?: Names;
}

/** The names of people in a region. */
export interface Names {
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
}

const list = (text: string): readonly string[] => text.split(', ');

/** All regions, those with the largest sites first. */
export const regions: readonly Region[] = [
  {
    country: 'United Kingdom',
    timeZone: 'Europe/London',
    utcOffset: 0,
    summerTime: 'eu',
    holidays: list('01-01, easter-2, easter+1, 1 Mon 05, -1 Mon 05, -1 Mon 08, 12-25, 12-26'),
    locale: 'en-GB',
    language: 'en',
    phone: '+44 1632 960',
    cities: [
      ['Leeds', 'リーズ'],
      ['Bristol', 'ブリストル'],
      ['Norwich', 'ノリッジ'],
    ],
  },
  {
    country: 'United States',
    timeZone: 'America/Chicago',
    utcOffset: -6,
    summerTime: 'us',
    holidays: list('01-01, 3 Mon 01, -1 Mon 05, 07-04, 1 Mon 09, 4 Thu 11, 4 Fri 11, 12-24, 12-25'),
    locale: 'en-US',
    language: 'en',
    phone: '+1 512 555 0',
    cities: [
      ['Austin', 'オースティン'],
      ['Chicago', 'シカゴ'],
      ['Memphis', 'メンフィス'],
    ],
  },
  {
    country: 'Germany',
    timeZone: 'Europe/Berlin',
    utcOffset: 1,
    summerTime: 'eu',
    holidays: list('01-01, easter-2, easter+1, 05-01, easter+39, easter+50, 10-03, 12-24, 12-25, 12-26'),
    locale: 'de-DE',
    language: 'de',
    phone: '+49 30 23125 ',
    cities: [
      ['Hamburg', 'ハンブルク'],
      ['Leipzig', 'ライプツィヒ'],
      ['Bremen', 'ブレーメン'],
    ],
    names: {
      firstNames: list(
        'Anna, Jürgen, Katrin, Stefan, Sabine, Thomas, Heike, Björn, Lena, Markus, Jonas, Petra, Felix, Ursula, Tobias, Nele, Matthias, Greta, Sören, Claudia, Lukas, Monika, Andreas, Frieda, Holger, Silke, Jan, Birgit, Emre, Marie',
      ),
      lastNames: list(
        'Müller, Schmidt, Schneider, Fischer, Weber, Meyer, Wagner, Becker, Schulz, Hoffmann, Schäfer, Koch, Bauer, Richter, Klein, Wolf, Schröder, Neumann, Schwarz, Zimmermann, Braun, Krüger, Hofmann, Hartmann, Lange, Weiß, Krause, Lehmann, Köhler, Yilmaz, Petersen, Böhm',
      ),
    },
  },
  {
    country: 'France',
    timeZone: 'Europe/Paris',
    utcOffset: 1,
    summerTime: 'eu',
    holidays: list('01-01, easter+1, 05-01, 05-08, easter+39, easter+50, 07-14, 08-15, 11-01, 11-11, 12-25'),
    locale: 'fr-FR',
    language: 'fr',
    phone: '+33 1 99 00 1',
    cities: [
      ['Nantes', 'ナント'],
      ['Lille', 'リール'],
      ['Grenoble', 'グルノーブル'],
    ],
    names: {
      firstNames: list(
        'Chloé, François, Camille, Jean-Luc, Sophie, Nicolas, Élodie, Antoine, Manon, Julien, Léa, Mathieu, Inès, Pierre, Claire, Hugo, Amélie, Thierry, Nadia, Guillaume, Margaux, Olivier, Sarah, Étienne, Karim, Valérie, Bastien, Aurélie',
      ),
      lastNames: list(
        'Martin, Bernard, Dubois, Thomas, Robert, Richard, Petit, Durand, Leroy, Moreau, Simon, Laurent, Lefebvre, Michel, Garnier, Roux, Fontaine, Chevalier, Girard, Bonnet, Mercier, Benali, Lambert, Faure, Rousseau, Blanc, Guérin, Boyer, Lefèvre, Perrin',
      ),
    },
  },
  {
    country: 'Spain',
    timeZone: 'Europe/Madrid',
    utcOffset: 1,
    summerTime: 'eu',
    holidays: list('01-01, 01-06, easter-2, 05-01, 08-15, 10-12, 11-01, 12-06, 12-08, 12-25'),
    locale: 'es-ES',
    language: 'es',
    phone: '+34 910 555 0',
    cities: [
      ['Valencia', 'バレンシア'],
      ['Bilbao', 'ビルバオ'],
      ['Sevilla', 'セビリア'],
    ],
    names: {
      firstNames: list(
        'José, Ana María, Lucía, Javier, Carmen, Pablo, Marta, Álvaro, Elena, Sergio, Laura, Diego, Paula, Andrés, Sofía, Raúl, Irene, Iván, Pilar, Óscar, Nuria, Rubén, Beatriz, Joaquín, Cristina, Miguel, Rocío, Adrián',
      ),
      lastNames: list(
        'García, Martínez, López, Sánchez, Pérez, Gómez, Fernández, Ruiz, Díaz, Moreno, Muñoz, Álvarez, Romero, Navarro, Torres, Domínguez, Vázquez, Ramos, Gil, Serrano, Blanco, Molina, Ortega, Delgado, Castro, Ortiz, Rubio, Iglesias, Nuñez, de la Cruz',
      ),
    },
  },
  {
    country: 'Brazil',
    timeZone: 'America/Sao_Paulo',
    utcOffset: -3,
    summerTime: 'none',
    holidays: list(
      '01-01, easter-48, easter-47, easter-2, 04-21, 05-01, easter+60, 09-07, 10-12, 11-02, 11-15, 12-25',
    ),
    locale: 'pt-BR',
    language: 'pt',
    phone: '+55 11 5550 0',
    cities: [
      ['Campinas', 'カンピーナス'],
      ['Curitiba', 'クリチバ'],
      ['Fortaleza', 'フォルタレザ'],
    ],
    names: {
      firstNames: list(
        'João, Mariana, Pedro, Fernanda, Lucas, Juliana, Rafael, Camila, Thiago, Beatriz, Gabriel, Larissa, Gustavo, Letícia, Bruno, Patrícia, Rodrigo, Aline, Felipe, Tatiana, Marcelo, Vitória, Caio, Renata, André, Luana, Eduardo, Priscila',
      ),
      lastNames: list(
        'Silva, Santos, Oliveira, Souza, Pereira, Lima, Carvalho, Ferreira, Ribeiro, Almeida, Costa, Gomes, Martins, Araújo, Melo, Barbosa, Cardoso, Rocha, Dias, Nascimento, Moreira, Teixeira, Correia, Nakamura, Monteiro, Freitas, Batista, Pinto, Conceição, Duarte',
      ),
    },
  },
  {
    country: 'Japan',
    timeZone: 'Asia/Tokyo',
    utcOffset: 9,
    summerTime: 'none',
    holidays: list(
      '01-01, 01-02, 01-03, 2 Mon 01, 02-11, 02-23, 04-29, 05-03, 05-04, 05-05, 3 Mon 07, 08-11, 3 Mon 09, 2 Mon 10, 11-03, 11-23',
    ),
    locale: 'ja-JP',
    language: 'ja',
    phone: '+81 3 5550 0',
    cities: [
      ['Osaka', '大阪'],
      ['Nagoya', '名古屋'],
      ['Sendai', '仙台'],
    ],
    names: {
      firstNames: list(
        'Kenji, Yuki, Haruto, Sakura, Daiki, Aoi, Takashi, Naomi, Ren, Emi, Hiroshi, Mei, Sota, Ayaka, Kazuo, Rina, Shun, Miho, Tetsuya, Keiko, Ryo, Chihiro, Makoto, Asuka, Satoshi, Hana, Yuto, Mika',
      ),
      lastNames: list(
        'Sato, Suzuki, Takahashi, Tanaka, Watanabe, Ito, Yamamoto, Nakamura, Kobayashi, Kato, Yoshida, Yamada, Sasaki, Yamaguchi, Matsumoto, Inoue, Kimura, Hayashi, Shimizu, Saito, Mori, Abe, Ikeda, Hashimoto, Ishikawa, Ogawa, Maeda, Fujita, Okada, Goto',
      ),
    },
  },
];
