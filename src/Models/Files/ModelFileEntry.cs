namespace ServerlessTraining.Models.Files;

/// <summary>What a manifest says of a file: the content before compression.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">64 small hex digits.</param>
public sealed record ModelFileEntry(int Length, string Sha256);
