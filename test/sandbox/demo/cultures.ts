/** Given and family names of one naming culture, as its people write them in Latin letters. */
export interface Culture {
  given: string[];
  family: string[];
  /** The first of these names, in the same order, in the culture's own script, where some records keep that. */
  native?: { given: string[]; family: string[] };
}

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Naming cultures by key; countries refer to them. */
export const CULTURES = {
  english: {
    given:
      words(`Olivia Amelia Grace Harriet Naomi Ruth Beatrice Imogen Tessa Morgan James Callum Theodore Marcus
      Felix Graham Elliot Simon Joel Derek Audrey Colin Paige Rowan`),
    family:
      words(`Whitfield Ashworth Carmichael Donnelly Fairbanks Hargreaves Kingsley Lockwood Merriweather Osborne
      Pemberton Radcliffe Sinclair Thornbury Underhill Wakefield Brooks Coleman Dawson Ellery Foster Greenwood Holt Vance`),
  },
  irish: {
    given: words('Aoife Ciarán Niamh Oisín Saoirse Cormac Fionnuala Diarmuid Gráinne Eoghan'),
    family: words(
      "O'Brien Ó'Sullivan McCarthy Gallagher O'Dowd Kavanagh Brennan MacGabhann Twomey Fitzgerald",
    ),
  },
  german: {
    given:
      words(`Annika Lukas Jürgen Friederike Matthias Sabine Björn Käthe Torsten Ulrike Maximilian Heike Stefan
      Leonie Rüdiger Jana`),
    family:
      words(`Müller Schröder Vogel Krüger Lindemann Weiß Brandt Hoffmann Köhler Engelhardt Baumgärtner Seidel
      Überschär Dietrich Jäger Albrecht`),
  },
  french: {
    given:
      words(`Élodie Mathieu Chloé Benoît Camille Jérôme Aurélie Thibault Margaux Loïc Noémie Gaëtan Solène
      François`),
    family:
      words(`Dubois Lefèvre Moreau Garnier Rousseau Chevalier Béranger Marchand Guérin Delacroix Fontaine
      d'Aubigné Le-Goff Perrin`),
  },
  spanish: {
    given: words(`Lucía Javier Marisol Íñigo Carmen Álvaro Beatriz Santiago Rocío Joaquín Nuria Emilio Ximena
      Rodrigo`),
    family:
      words(`García Muñoz Castellanos Herrera Ibáñez Peñalver Quintero Rojas Santamaría Valdés Zúñiga Ortega
      Núñez Carrasco`),
  },
  portuguese: {
    given: words('João Mariana Thiago Letícia Inês Gonçalo Beatriz Caetano Débora Rafael Conceição Otávio'),
    family: words(
      'Silva Araújo Gonçalves Magalhães Nogueira Pires Simões Teixeira Vasconcelos Brandão Coelho Prado',
    ),
  },
  italian: {
    given: words('Giulia Matteo Chiara Lorenzo Francesca Davide Ilaria Niccolò Serena Tommaso'),
    family: words("Bianchi D'Angelo Esposito Ferraro Galli Lombardi Marchetti Ricci Santoro Vitale"),
  },
  dutch: {
    given: words('Sanne Daan Fleur Joost Maaike Pieter Lotte Sjoerd Anouk Thijs'),
    family: [
      ...words('Bakker Dijkstra Hendriks Kuipers Postma Visser'),
      'van der Berg',
      'de Vries',
      "in 't Veld",
      'van den Heuvel',
    ],
  },
  nordic: {
    given: words('Astrid Søren Linnéa Håkon Freja Anders Åsa Mikkel Signe Jørgen Aino Veikko Sólrún Eirik'),
    family:
      words(`Lindqvist Sørensen Bergström Hansen Åkesson Nygård Holmberg Kjær Virtanen Øverland Gunnarsdóttir
      Söderström Mäkelä Dahl`),
  },
  polish: {
    given: words('Agnieszka Krzysztof Małgorzata Paweł Zofia Wojciech Łucja Bartłomiej Halina Szymon'),
    family: words(
      'Wiśniewska Kowalczyk Żółkiewski Dąbrowska Lewandowski Szczepański Wójcik Grabowska Zając Piątek',
    ),
  },
  czech: {
    given: words('Tereza Jiří Kateřina Ondřej Zdeňka Vojtěch Lenka Miloš'),
    family: words('Dvořák Horáková Němec Procházka Říha Šimková Černý Žáková'),
  },
  turkish: {
    given: words('Ayşe Emre Özlem Çağlar Gülşen İbrahim Şebnem Ufuk'),
    family: words('Yılmaz Öztürk Çelik Güneş Şahin Kılıç Doğan Işık'),
  },
  greek: {
    given: words('Eleni Nikos Katerina Giorgos Despina Stavros'),
    family: words('Papadopoulos Nikolaidou Georgiou Vlahos Karagianni Antoniou'),
    native: {
      given: words('Ελένη Νίκος Κατερίνα Γιώργος'),
      family: words('Παπαδόπουλος Νικολαΐδου Γεωργίου Βλάχος'),
    },
  },
  slavic: {
    given: words('Oksana Dmytro Yuliia Andriy Svitlana Kateryna Taras Bohdan Milena Zoran'),
    family: words(
      'Shevchenko Kovalenko Bondarenko Tkachuk Melnyk Hrytsenko Petrović Jovanović Nikolova Dimitrov',
    ),
    native: {
      given: words('Оксана Дмитро Юлія Андрій Світлана'),
      family: words('Шевченко Коваленко Бондаренко Ткачук Мельник'),
    },
  },
  arabic: {
    given: words('Layla Omar Yasmin Khalid Noor Tariq Huda Samir Rania Faisal'),
    family: words('Al-Farsi Haddad Mansour Khoury Al-Sayed Nasser Darwish Qasim Rahman Zayed'),
    native: {
      given: words('ليلى عمر ياسمين خالد نور طارق'),
      family: words('الفارسي حداد منصور خوري السيد ناصر'),
    },
  },
  hebrew: {
    given: words('Noa Eitan Tamar Yonatan Shira Avi Michal Ofer'),
    family: words('Shapira Katz Mizrahi Lavi Peretz Ben-David Avraham Golan'),
    native: {
      given: words('נועה איתן תמר יונתן שירה'),
      family: words('שפירא כץ מזרחי לביא פרץ'),
    },
  },
  persian: {
    given: words('Shirin Dariush Parisa Kamran Roxana Babak'),
    family: words('Tehrani Hosseini Karimi Moradi Ahmadi Farahani'),
    native: {
      given: words('شیرین داریوش پریسا کامران'),
      family: words('تهرانی حسینی کریمی مرادی'),
    },
  },
  indian: {
    given:
      words(`Priya Arjun Kavya Rohan Ananya Vikram Meenakshi Siddharth Lakshmi Harpreet Nandini Sanjay Ishaan
      Deepika`),
    family:
      words(`Mehta Joshi Sharma Deshpande Raghunathan Iyer Chatterjee Kaur Nair Srinivasan Bhattacharya Gill
      Venkataraman Reddy Malhotra`),
    native: {
      given: words('प्रिया अर्जुन काव्या रोहन'),
      family: words('मेहता जोशी शर्मा देशपांडे'),
    },
  },
  chinese: {
    given: words('Xiaoming Meiling Jianguo Yuxuan Lihua Haoran Zihan Wenjing Ruolan Zhiwei'),
    family: words('Zhang Wang Liu Chen Ouyang Huang Zhao Wu Lü Xu'),
    native: {
      given: words('小明 美玲 建国 雨轩 丽华 浩然'),
      family: words('张 王 刘 陈 欧阳 黄'),
    },
  },
  japanese: {
    given: words('Haruka Takumi Yui Kenji Naoko Sakura Daisuke Ryōta Emi Shun'),
    family: words('Tanaka Itō Kobayashi Watanabe Ōno Fujimoto Hayashi Nakagawa Shimizu Mori'),
    native: {
      given: words('遥 拓海 結衣 健二 直子'),
      family: words('田中 伊藤 小林 渡辺 大野'),
    },
  },
  korean: {
    given: words('Seo-yeon Min-jun Ji-woo Hye-jin Dong-hyun Soo-ah'),
    family: words('Kim Park Jeong Choi Yoon Namgung'),
    native: { given: words('서연 민준 지우 혜진'), family: words('김 박 정 최') },
  },
  vietnamese: {
    given: words('Thảo Minh Hương Quân Linh Đức'),
    family: words('Nguyễn Trần Phạm Lê Đặng Võ'),
  },
  thai: {
    given: words('Nattaporn Somchai Pimchanok Anuwat'),
    family: words('Rattanakosin Chaiyasit Wongsakul Srisai'),
    native: {
      given: words('ณัฐพร สมชาย พิมพ์ชนก'),
      family: words('รัตนโกสินทร์ ชัยสิทธิ์ วงศ์สกุล'),
    },
  },
  westAfrican: {
    given: words('Chioma Kwame Adaeze Kofi Ngozi Babatunde Efua Oluwaseun'),
    family: words('Okonkwo Mensah Adeyemi Boateng Eze Owusu Ọláníyan Danso'),
  },
  eastAfrican: {
    given: words('Wanjiru Baraka Amani Kiprop Zawadi Tendai'),
    family: words('Kamau Odhiambo Mwangi Njoroge Chikwava Otieno'),
  },
} satisfies Record<string, Culture>;

export type CultureName = keyof typeof CULTURES;
