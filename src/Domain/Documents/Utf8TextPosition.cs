namespace ServerlessTraining.Domain.Documents;

/// <summary>Turns byte offsets into lines and columns. It only goes forward, so that a whole document costs one pass.</summary>
internal sealed class Utf8TextPosition(byte[] bytes)
{
    private int next;
    private int line = 1;
    private int column = 1;

    public DocumentPosition At(int offset)
    {
        for (int end = Math.Min(offset, bytes.Length); next < end; next++) Pass(bytes[next]);
        return new DocumentPosition(line, column);
    }

    /// <summary>From the framework's count: lines and bytes in the line, both from 0.</summary>
    public DocumentPosition At(long lineNumber, long byteInLine)
    {
        while (next < bytes.Length && line <= lineNumber) Pass(bytes[next++]);
        return At((int)Math.Min(next + byteInLine, bytes.Length));
    }

    private void Pass(byte value)
    {
        const int FirstOfFour = 0xF0;
        bool continues = (value & 0xC0) == 0x80;
        if (value == '\n')
        {
            line++;
            column = 1;
        }
        else if (!continues)
        {
            // Characters of four bytes are two in UTF-16, in which columns are counted.
            column += value >= FirstOfFour ? 2 : 1;
        }
    }
}
