//! `vinhdanh programme`: templates as files, by somebody who can reach the machine. Format: `docs/formats.md`.

use std::path::PathBuf;

use clap::Subcommand;
use services::programmes::{TemplateError, export_template_here, import_template_here};
use time::OffsetDateTime;

use super::files;
use super::serve::{load_reference_data, open_database, runtime};

/// What can be done with templates.
#[derive(Subcommand)]
pub enum ProgrammeCommand {
    /// Takes a programme from a template file; `-` is standard input.
    Import {
        file: PathBuf,
        /// Replaces the template of a programme with the same code; editions keep their rules.
        #[arg(long)]
        replace: bool,
        /// The TOML configuration.
        #[arg(long)]
        config: Option<PathBuf>,
    },
    /// Writes the template of a programme to a file.
    Export {
        code: String,
        /// Where it goes; `-` is standard output.
        #[arg(long, default_value = "-")]
        out: PathBuf,
        /// The TOML configuration.
        #[arg(long)]
        config: Option<PathBuf>,
    },
}

/// Runs one of them.
pub fn run(command: ProgrammeCommand) -> Result<(), Vec<String>> {
    match command {
        ProgrammeCommand::Import { file, replace, config } => {
            let (text, config) = (files::read(&file)?, super::load(config.as_ref())?);
            runtime().map_err(one)?.block_on(async {
                let db = open_database(&config).await.map_err(one)?;
                load_reference_data(&db, &config).await.map_err(one)?;
                let taken = import_template_here(&db, &text, replace, OffsetDateTime::now_utc()).await;
                taken.map(|template| eprintln!("{} is stored", template.code)).map_err(sentences)
            })
        }
        ProgrammeCommand::Export { code, out, config } => {
            let config = super::load(config.as_ref())?;
            let template = runtime().map_err(one)?.block_on(async {
                let db = open_database(&config).await.map_err(one)?;
                load_reference_data(&db, &config).await.map_err(one)?;
                export_template_here(&db, &code).await.map_err(|_| one(format!("there is no programme {code}")))
            })?;
            files::write(&out, (template.json() + "\n").as_bytes())
        }
    }
}

fn sentences(error: TemplateError) -> Vec<String> {
    match error {
        TemplateError::Problems(problems) => problems.iter().map(ToString::to_string).collect(),
        TemplateError::Exists { code } => {
            vec![format!("programme {code} exists; --replace gives it the template of this file")]
        }
        TemplateError::Failure(failure) => vec![failure.to_string()],
    }
}

fn one(problem: String) -> Vec<String> {
    vec![problem]
}
