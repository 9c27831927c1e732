namespace ServerlessTraining.Storage.Blobs;

/// <summary>A folder of files that belong together.</summary>
/// <param name="IsWhole">False where the file that is written last is not there: a write that broke off, or a deletion that did.</param>
/// <param name="Modified">Of its newest file.</param>
/// <param name="PackedFiles">Those of them that are packed; all but one where the folder is.</param>
public sealed record StoredFolder(IReadOnlyList<string> Path, int Files, long Bytes, bool IsWhole, DateTimeOffset Modified, int PackedFiles = 0);
