namespace ServerlessTraining.Cli.Backups;

/// <summary>A file of a backup.</summary>
/// <param name="Path">In the folder, with slashes.</param>
/// <param name="Sha256">64 hex digits.</param>
internal sealed record BackupFile(string Path, long Bytes, string Sha256);
