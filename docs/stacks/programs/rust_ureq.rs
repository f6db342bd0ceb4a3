use std::{env, error::Error, fs::File, io};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().collect();
    let response = ureq::get(&args[1]).set("Authorization", &format!("Bearer {}", args[2])).call()?;
    println!("status {}", response.status());
    let mut file = File::create(&args[3])?;
    io::copy(&mut response.into_reader(), &mut file)?;
    Ok(())
}
