namespace ServerlessTraining.Storage.Blobs;

/// <summary>A blob as somebody sees it who wants to find it.</summary>
/// <param name="Name">Of the file in its folder.</param>
/// <param name="Path">Container, then the name of the blob.</param>
public sealed record StoredFile(string Name, string Path, long Bytes);
