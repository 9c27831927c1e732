using ServerlessTraining.Models.Files;

namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>The manifest of a stored model.</summary>
/// <param name="Content">Checked against its checksum.</param>
/// <param name="Sha256">Of the file.</param>
internal sealed record StoredManifest(ModelManifest Content, string Sha256);
