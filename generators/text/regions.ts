import type { LanguageCode } from './phrasebook.ts';

/** A part of the world in which a company has a site. */
export interface Region {
  readonly country: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly language: LanguageCode;
  readonly phone: string;
  /** Cities with their names in Japanese; in all other languages here they have the same name. */
  readonly cities: readonly (readonly [name: string, inJapanese: string])[];
  /** The names of people there; those of English-speaking regions come from faker. */
  readonly names?: { readonly firstNames: readonly string[]; readonly lastNames: readonly string[] };
}

const list = (text: string): readonly string[] => text.split(', ');

/** All regions, those with the largest sites first. */
export const regions: readonly Region[] = [
  {
    country: 'United Kingdom',
    timeZone: 'Europe/London',
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
