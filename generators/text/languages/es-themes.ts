import type { Theme, ThemeWords } from '../phrasebook.ts';

export const spanishThemes: Readonly<Record<Theme, ThemeWords>> = {
  company: {
    names: ['Noticias de la sede', 'Nuestra empresa'],
    things: [
      'la encuesta',
      'la nueva estrategia',
      'el buzón de ideas',
      'la jornada de bienvenida',
      'el informe anual',
    ],
  },
  it: {
    names: ['Ayuda informática', 'Herramientas digitales'],
    things: [
      'el portal de incidencias',
      'la red privada',
      'la impresora',
      'el gestor de contraseñas',
      'la carpeta común',
    ],
  },
  travel: {
    names: ['Viajes', 'Viajes y gastos'],
    things: [
      'la hoja de gastos',
      'el portal de viajes',
      'la lista de hoteles',
      'el coche compartido',
      'la dieta diaria',
    ],
  },
  facilities: {
    names: ['Oficinas y comedor', 'Mantenimiento'],
    things: ['el comedor', 'el aparcamiento', 'la climatización', 'la reserva de salas', 'la cafetera'],
  },
  safety: {
    names: ['Seguridad laboral', 'Primeros auxilios'],
    things: [
      'el simulacro',
      'el curso de primeros auxilios',
      'el plan de evacuación',
      'la revisión de extintores',
      'la ronda de seguridad',
    ],
  },
  sales: {
    names: ['Ventas', 'Clientes y ferias'],
    things: [
      'la lista de precios',
      'la feria',
      'la campaña de primavera',
      'el portal de clientes',
      'la previsión trimestral',
    ],
  },
  benefits: {
    names: ['Recursos humanos', 'Beneficios'],
    things: [
      'el seguro médico',
      'el teletrabajo',
      'el permiso parental',
      'la revisión médica',
      'el plan de pensiones',
    ],
  },
  sustainability: {
    names: ['Equipo verde', 'Ahorro de energía'],
    things: ['el reciclaje', 'la planta solar', 'el huerto', 'la semana sin coche', 'el vaso reutilizable'],
  },
  events: {
    names: ['Fiestas y eventos', 'Después del trabajo'],
    things: [
      'la fiesta de verano',
      'el concierto',
      'el concurso',
      'el torneo de futbolín',
      'la cena de Navidad',
    ],
  },
  learning: {
    names: ['Formación', 'Aprendices'],
    things: ['el curso de inglés', 'la formación', 'el taller', 'la biblioteca en línea', 'la tutoría'],
  },
  books: {
    names: ['Club de lectura', 'Lectores'],
    things: [
      'el intercambio de libros',
      'la novela del mes',
      'la visita de la autora',
      'el concurso de relatos',
      'la tertulia',
    ],
  },
  running: {
    names: ['Corredores', 'Deporte'],
    things: [
      'la carrera solidaria',
      'el entrenamiento',
      'la ruta en bici',
      'el reto de pasos',
      'la liga de pádel',
    ],
  },
  parents: {
    names: ['Madres y padres', 'Familia y trabajo'],
    things: [
      'la guardería',
      'el campamento de verano',
      'la fiesta infantil',
      'el mercadillo de ropa',
      'la jornada reducida',
    ],
  },
  projects: {
    names: ['Oficina de proyectos', 'Proyectos comunes'],
    things: ['el piloto', 'la fase de pruebas', 'la interfaz', 'la hoja de ruta', 'el proyecto del almacén'],
  },
};
