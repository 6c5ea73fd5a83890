import theme from 'vitepress/theme';
import './side-by-side.css';

export default theme;
